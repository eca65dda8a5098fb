/** What a component asks to be shown. `messageData` fills `{0}`, `{1}` of the message: texts, or links as `{url, label}`. */
export interface ToastDetail {
    readonly title: string;
    readonly message?: string;
    readonly messageData?: readonly (string | { readonly url: string; readonly label: string })[];
    readonly variant?: 'info' | 'success' | 'warning' | 'error';
    readonly mode?: 'dismissible' | 'pester' | 'sticky';
}

export const ShowToastEventName = 'lightning__showtoast';

/** Dispatched by a component to show a toast. */
export class ShowToastEvent extends CustomEvent<ToastDetail> {
    constructor(detail: ToastDetail) {
        super(ShowToastEventName, { composed: true, cancelable: true, bubbles: true, detail });
    }
}
