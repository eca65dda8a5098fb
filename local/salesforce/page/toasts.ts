import Toast from 'lightning/toast';
import { ShowToastEventName, type ToastDetail } from '../lightning/platformShowToastEvent.ts';

/** Shows the toasts that components ask for with a `ShowToastEvent`. */
export function showToasts(): void {
    // In the capture phase: the toasts of base components, which bear the same event name, are shown by themselves.
    document.addEventListener(
        ShowToastEventName,
        (event) => {
            const { detail } = event as CustomEvent<ToastDetail>;
            if (detail?.title === undefined) {
                return;
            }
            event.stopPropagation();
            Toast.show({
                label: detail.title,
                ...messageOf(detail),
                variant: detail.variant ?? 'info',
                mode: detail.mode === 'sticky' ? 'sticky' : 'dismissible'
            });
        },
        true
    );
}

/** A toast of base components takes links by number, but no plain texts: those are filled in here. */
function messageOf({ message = '', messageData = [] }: ToastDetail) {
    const data = [...messageData];
    return {
        message: message.replace(/\{(\d+)\}/g, (place, index: string) => {
            const item = data[Number(index)];
            return typeof item === 'string' ? item : place;
        }),
        messageLinks: data.map((item) => (typeof item === 'string' ? undefined : { ...item }))
    };
}
