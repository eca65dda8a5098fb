/** A record that an agent looks at. */
export interface FocusedRecord {
    readonly recordId: string;
    /** `null` when the page does not say it. */
    readonly objectApiName: string | null;
}

/** A record is only taken for the one in focus after this time, in milliseconds: nothing is asked for records passed over. */
const SETTLE_MS = 300;

interface PageReference {
    readonly type?: string;
    readonly attributes?: { readonly recordId?: string; readonly objectApiName?: string };
}

/** The record of a page reference, which may leave out the object; `null` for every page that is no record's. */
export function recordOf(reference: unknown): FocusedRecord | null {
    const { type, attributes } = (reference ?? {}) as PageReference;
    const { recordId, objectApiName } = attributes ?? {};
    return type === 'standard__recordPage' && recordId
        ? { recordId, objectApiName: objectApiName || null }
        : null;
}

/** Follows which record is in focus, and tells it once it has stayed so for a moment. */
export class RecordFocus {
    readonly #tell: (record: FocusedRecord | null) => void;
    #current: FocusedRecord | null = null;
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(tell: (record: FocusedRecord | null) => void) {
        this.#tell = tell;
    }

    /** Whether the agent stays where they are, as far as is known. */
    get settled(): boolean {
        return this.#timer === undefined;
    }

    moveTo(record: FocusedRecord | null): void {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
            this.#timer = undefined;
            if (record?.recordId !== this.#current?.recordId) {
                this.#current = record;
                this.#tell(record);
            }
        }, SETTLE_MS);
    }

    stop(): void {
        clearTimeout(this.#timer);
        this.#timer = undefined;
    }
}
