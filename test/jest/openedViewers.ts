/** A viewer that was opened. */
export interface OpenedViewer {
    /** `post`: by a form into a new tab. `get`: by an address. */
    readonly by: 'post' | 'get';
    readonly sessionKey: string | null;
    readonly loginKey: string | null;
    /** Where it is, without a query. */
    readonly address: string;
    /** Features of a window; empty for a tab. */
    readonly features: string;
    /** What is between it and the page that opened it: words of `rel`, or of the features. */
    readonly isolated: boolean;
}

/** The viewers that are opened from now on, in order; none is really opened. */
export class OpenedViewers {
    all: OpenedViewer[] = [];

    constructor() {
        jest.spyOn(window, 'open').mockImplementation((url, _target, features = '') => {
            const { origin, pathname, searchParams } = new URL(String(url));
            this.all.push({
                by: 'get',
                sessionKey: searchParams.get('SessionKey'),
                loginKey: searchParams.get('loginkey'),
                address: origin + pathname,
                features: features.replace(/^noopener,noreferrer,?/, ''),
                isolated: features.startsWith('noopener,noreferrer')
            });
            return null;
        });
        // eslint-disable-next-line @typescript-eslint/no-this-alias -- `this` is the form inside the function below
        const viewers = this;
        jest.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(function (
            this: HTMLFormElement
        ) {
            if (this.isConnected && this.target === '_blank' && this.method === 'post') {
                viewers.all.push(posted(this));
            }
        });
    }

    reset(): void {
        this.all = [];
    }

    get last(): OpenedViewer | undefined {
        return this.all.at(-1);
    }
}

/** What a form for the viewer posts. */
export function posted(form: HTMLFormElement): OpenedViewer {
    const valueOf = (name: string): string | null =>
        form.querySelector<HTMLInputElement>(`input[type=hidden][name=${name}]`)?.value ?? null;
    return {
        by: 'post',
        sessionKey: valueOf('SESSIONKEY'),
        loginKey: valueOf('LOGINKEY'),
        address: form.getAttribute('action') ?? '',
        features: '',
        isolated: form.getAttribute('rel') === 'noopener noreferrer'
    };
}
