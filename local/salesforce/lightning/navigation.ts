import { currentPageReference, navigate } from '../page/navigation.ts';
import { urlOf, type PageReference } from '../page/page-reference.ts';

/** Wire adapter: the page that encloses the component; outside of any, as in a utility, the page in focus. */
export class CurrentPageReference {
    static readonly contextSchema = { pageReference: 'optional' };
    readonly #provide: (reference: PageReference) => void;
    #enclosing: PageReference | undefined;
    #told: PageReference | undefined;
    #unsubscribe: (() => void) | undefined;

    constructor(provide: (reference: PageReference) => void) {
        this.#provide = provide;
    }

    connect(): void {
        this.#unsubscribe = currentPageReference.subscribe(() => this.#tell());
        this.#tell();
    }

    disconnect(): void {
        this.#unsubscribe?.();
        this.#unsubscribe = undefined;
    }

    update(_config: object, context?: { readonly pageReference?: PageReference }): void {
        this.#enclosing = context?.pageReference;
        if (this.#unsubscribe !== undefined) {
            this.#tell();
        }
    }

    #tell(): void {
        const reference = this.#enclosing ?? currentPageReference.value;
        if (reference !== this.#told) {
            this.#told = reference;
            this.#provide(reference);
        }
    }
}

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

type Constructor = new (...args: never[]) => object;

/** Adds `this[NavigationMixin.Navigate](pageReference, replace?)` and `this[NavigationMixin.GenerateUrl](pageReference)`. */
export function NavigationMixin<Base extends Constructor>(base: Base) {
    const Mixed = base as unknown as new (...args: unknown[]) => object;
    return class extends Mixed {
        [Navigate](reference: PageReference, replace = false): void {
            navigate(copyOf(reference), { replace });
        }
        [GenerateUrl](reference: PageReference): Promise<string> {
            return Promise.resolve(urlOf(copyOf(reference)));
        }
    } as unknown as Base;
}
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

/** A plain copy: a reference that comes out of the sandbox must not be held on to. */
function copyOf(reference: PageReference): PageReference {
    return {
        type: reference.type,
        attributes: { ...reference.attributes },
        state: { ...reference.state }
    };
}
