import { callPlatform } from './platform-call.ts';

type ApexMethod = ((parameters?: object) => Promise<unknown>) & { readonly adapter: object };

/**
 * What `@salesforce/apex/Class.method` gives a component: a function to call with the parameters as one object, which
 * is also a wire adapter. It rejects with a `FetchResponse`; for an `AuraHandledException` `body.message` is the exception's.
 * @param reference `Class.method`
 */
export function apexMethod(reference: string): ApexMethod {
    const call = (parameters: object = {}) => invokeApex(reference, parameters);
    const wired = (parameters: object) => invokeApex(reference, parameters, '?wired');
    return Object.assign(call, { adapter: wireAdapter(wired) });
}

async function invokeApex(reference: string, parameters: object, query = ''): Promise<unknown> {
    const [className, method] = reference.split('.');
    return callPlatform<unknown>(`/apex/${className}/${method}${query}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(parameters)
    });
}

interface Provisioned {
    readonly data: unknown;
    readonly error: unknown;
}

/** The adapter behind `@wire(method)`: calls again whenever a parameter changes, not before all are defined. */
function wireAdapter(call: (parameters: object) => Promise<unknown>) {
    return class ApexWireAdapter {
        #connected = false;
        #parameters: object | undefined;
        #latest = 0;
        readonly #provide: (value: Provisioned) => void;

        constructor(provide: (value: Provisioned) => void) {
            this.#provide = provide;
            provide({ data: undefined, error: undefined });
        }
        connect() {
            this.#connected = true;
            void this.#run();
        }
        disconnect() {
            this.#connected = false;
            this.#latest += 1;
        }
        update(parameters: object) {
            this.#parameters = parameters;
            void this.#run();
        }
        async #run() {
            const parameters = { ...this.#parameters };
            if (
                !this.#connected ||
                this.#parameters === undefined ||
                Object.values(parameters).includes(undefined)
            ) {
                return;
            }
            const id = (this.#latest += 1);
            const result = await call(parameters).then(
                (data) => ({ data, error: undefined }),
                (error: unknown) => ({ data: undefined, error })
            );
            if (id === this.#latest) {
                this.#provide(result);
            }
        }
    };
}
