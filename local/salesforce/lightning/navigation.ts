import { currentPageReference, navigate } from '../page/navigation.ts';
import { observableAdapter } from '../page/observable.ts';
import { urlOf, type PageReference } from '../page/page-reference.ts';

/** Wire adapter: the page reference of the page in focus. */
export const CurrentPageReference = observableAdapter(currentPageReference);

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
