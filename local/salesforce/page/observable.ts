/** A value that tells its listeners when it is replaced. */
export class Observable<T> {
    #value: T;
    readonly #listeners = new Set<(value: T) => void>();

    constructor(value: T) {
        this.#value = value;
    }

    get value(): T {
        return this.#value;
    }

    set(value: T): void {
        this.#value = value;
        for (const listener of [...this.#listeners]) {
            listener(value);
        }
    }

    /** @returns a function that ends the subscription */
    subscribe(listener: (value: T) => void): () => void {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }
}

/** A wire adapter that provisions an observable's value, now and whenever it changes. */
export function observableAdapter<T>(observable: Observable<T>) {
    return class ObservableWireAdapter {
        readonly #provide: (value: T) => void;
        #unsubscribe = () => {};

        constructor(provide: (value: T) => void) {
            this.#provide = provide;
        }
        connect() {
            this.#unsubscribe = observable.subscribe(this.#provide);
            this.#provide(observable.value);
        }
        disconnect() {
            this.#unsubscribe();
        }
        update() {}
    };
}
