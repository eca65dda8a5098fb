import { uiRoot, whenBodyIsThere } from './ui.ts';

/** Asks the visitor whether an agent may see the page. Closing the dialog by the keyboard declines. */
export function askForTerms(onDisplayed: () => void): Promise<boolean> {
    return new Promise((resolve) => {
        whenBodyIsThere(() => {
            const dialog = createDialog();
            const answer = (accepted: boolean): void => {
                dialog.close();
                dialog.remove();
                resolve(accepted);
            };
            dialog.addEventListener('cancel', (event) => {
                event.preventDefault();
                answer(false);
            });
            dialog.querySelector('.secondary')?.addEventListener('click', () => answer(false));
            dialog.querySelector('.primary')?.addEventListener('click', () => answer(true));
            uiRoot().append(dialog);
            dialog.showModal();
            onDisplayed();
        });
    });
}

function createDialog(): HTMLDialogElement {
    const dialog = document.createElement('dialog');
    dialog.className = 'terms';
    dialog.setAttribute('aria-labelledby', 'terms-title');
    dialog.setAttribute('aria-describedby', 'terms-text');
    dialog.innerHTML = `
        <h2 id="terms-title">Share this website with an agent?</h2>
        <div id="terms-text">
            <p>A support agent would like to see this website as you see it, to help you.</p>
            <ul>
                <li>The agent sees the pages of this website, and nothing else on your device.</li>
                <li>What you type into forms is hidden.</li>
                <li>You can stop at any time.</li>
            </ul>
        </div>
        <div class="actions">
            <button type="button" class="secondary">Decline</button>
            <button type="button" class="primary">Accept</button>
        </div>
        <p class="note">Shown by a stand-in for Glance.</p>`;
    return dialog;
}
