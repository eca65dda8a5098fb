import type { UiAssets } from './ui-assets.ts';
import { uiRoot } from './ui-root.ts';

/** Asks the visitor whether an agent may see the page. Closing the dialog by the keyboard declines. */
export function askForTerms(assets: UiAssets): Promise<boolean> {
    return new Promise((resolve) => {
        const dialog = assets.part('terms') as HTMLDialogElement;
        const answer = (accepted: boolean): void => {
            dialog.close();
            dialog.remove();
            resolve(accepted);
        };
        dialog.addEventListener('cancel', (event) => {
            event.preventDefault();
            answer(false);
        });
        dialog.querySelector('#glance_decline')?.addEventListener('click', () => answer(false));
        dialog.querySelector('#glance_accept')?.addEventListener('click', () => answer(true));
        uiRoot().append(dialog);
        dialog.showModal();
    });
}
