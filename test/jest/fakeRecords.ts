import { getRecord } from 'lightning/uiRecordApi';

interface Config {
    readonly recordId?: string;
    readonly optionalFields?: readonly string[];
    readonly layoutTypes?: readonly string[];
}

interface Wire {
    emit(value: unknown): void;
}

interface Adapter {
    readonly prototype: { update(this: Wire, config: Config): void };
}

type Fields = Readonly<Record<string, unknown>>;

/** The org's records, as `getRecord` finds them. */
export class FakeRecords {
    /** Requests, in order. */
    asked: Config[] = [];
    /** Records that can't be read at present. */
    readonly failing = new Set<string>();
    readonly #records = new Map<string, object>();
    readonly #wires = new Map<Wire, Config>();
    #waiting: (() => void)[] | null = null;

    constructor() {
        // Jest's stand-in for the adapter.
        const { adapter } = getRecord as unknown as { readonly adapter: Adapter };
        // eslint-disable-next-line @typescript-eslint/no-this-alias -- `this` is the wire inside the function below
        const records = this;
        jest.spyOn(adapter.prototype, 'update').mockImplementation(function (this: Wire, config) {
            records.answer(this, config);
        });
    }

    /** Adds a record. A value that is an object is a parent record. */
    add(recordId: string, apiName: string, fields: Fields): void {
        this.#records.set(recordId, { id: recordId, apiName, fields: fieldsOf(fields) });
    }

    reset(): void {
        this.asked = [];
        this.failing.clear();
        this.#records.clear();
        this.#wires.clear();
        this.#waiting = null;
    }

    /** From now on no request is answered, until the returned function is called. */
    hold(): () => void {
        const waiting: (() => void)[] = [];
        this.#waiting = waiting;
        return () => {
            this.#waiting = null;
            waiting.forEach((answer) => answer());
        };
    }

    /** The record is read once more, by every component that shows it: as after an edit. */
    readAgain(recordId: string): void {
        for (const [wire, config] of this.#wires) {
            if (config.recordId === recordId) {
                this.answer(wire, config);
            }
        }
    }

    private answer(wire: Wire, config: Config): void {
        const { recordId, optionalFields, layoutTypes } = config;
        this.#wires.set(wire, config);
        if (!recordId || !(optionalFields ?? layoutTypes)) {
            return;
        }
        this.asked.push(config);
        const answer = (): void => {
            const data = this.failing.has(recordId) ? undefined : this.#records.get(recordId);
            // The adapter tells nothing any more of a record that it was asked for before.
            if (this.#wires.get(wire) === config) {
                wire.emit(data ? { data } : { error: { status: 404 } });
            }
        };
        if (this.#waiting) {
            this.#waiting.push(answer);
        } else {
            queueMicrotask(answer);
        }
    }
}

function fieldsOf(fields: Fields): object {
    return Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [
            name,
            {
                value:
                    typeof value === 'object' && value !== null
                        ? { fields: fieldsOf(value as Fields) }
                        : value
            }
        ])
    );
}
