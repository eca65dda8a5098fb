/** A wire adapter that provisions the id of the tab or utility that encloses a component; `null` outside of any. */
export class EnclosingIdAdapter {
    static readonly contextSchema = { id: 'optional' };
    readonly #provide: (id: string | null) => void;
    #id: string | null = null;
    #connected = false;

    constructor(provide: (id: string | null) => void) {
        this.#provide = provide;
    }

    connect(): void {
        this.#connected = true;
        this.#provide(this.#id);
    }

    disconnect(): void {
        this.#connected = false;
    }

    update(_config: object, context?: { readonly id?: string | null }): void {
        this.#id = context?.id ?? null;
        if (this.#connected) {
            this.#provide(this.#id);
        }
    }
}
