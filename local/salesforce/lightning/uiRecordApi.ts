/** `lightning/uiRecordApi`: records through the User Interface API, as far as this project needs it. */
import { callPlatform } from '../page/platform-call.ts';
import type { FieldRepresentation, RecordRepresentation } from '../org/record-representation.ts';

type FieldId = string | { readonly fieldApiName: string; readonly objectApiName: string };

interface GetRecordConfig {
    readonly recordId?: string | undefined;
    readonly fields?: FieldId | readonly FieldId[];
    readonly optionalFields?: FieldId | readonly FieldId[];
    /** The stage has no layouts: the record then comes without fields. */
    readonly layoutTypes?: string | readonly string[];
}

/** What the adapter hands to a component. */
export interface Provisioned {
    readonly data: RecordRepresentation | undefined;
    readonly error: unknown;
}

const RECORDS = '/services/data/v66.0/ui-api/records';
const adapters = new Set<getRecord>();

/**
 * Wire adapter. Provisions nothing while `recordId` is undefined or neither fields nor a layout are asked for; keeps the former record
 * until the next one has arrived. `fields` fail as a whole when one can't be read, `optionalFields` are dropped.
 */
export class getRecord {
    readonly #provide: (value: Provisioned) => void;
    #config: { recordId: string; fields: string[]; optionalFields: string[] } | undefined;
    #connected = false;
    #latest = 0;

    constructor(provide: (value: Provisioned) => void) {
        this.#provide = provide;
        provide({ data: undefined, error: undefined });
    }

    connect(): void {
        this.#connected = true;
        adapters.add(this);
        void this.refresh();
    }

    disconnect(): void {
        this.#connected = false;
        this.#latest += 1;
        adapters.delete(this);
    }

    update(config: GetRecordConfig): void {
        const fields = qualifiedNames(config.fields);
        const optionalFields = qualifiedNames(config.optionalFields);
        const { recordId } = config;
        // A config that is not complete, or not valid, is waited out: nothing is provisioned.
        const complete =
            typeof recordId === 'string' &&
            /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(recordId) &&
            (fields.length + optionalFields.length > 0 || (config.layoutTypes?.length ?? 0) > 0);
        this.#config = complete ? { recordId, fields, optionalFields } : undefined;
        this.#latest += 1;
        void this.refresh();
    }

    /** The record that is wired, if any. */
    get recordId(): string | undefined {
        return this.#config?.recordId;
    }

    /** Fetches the record again. */
    async refresh(): Promise<void> {
        if (!this.#connected || this.#config === undefined) {
            return;
        }
        const id = (this.#latest += 1);
        const { recordId, fields, optionalFields } = this.#config;
        const result = await fetchRecord(recordId, fields, optionalFields).then(
            (data) => ({ data, error: undefined }),
            (error: unknown) => ({ data: undefined, error })
        );
        if (id === this.#latest) {
            this.#provide(result);
        }
    }
}

/** A field's value; `undefined` when the record came without that field. Spanning: `Case.Contact.Name`. */
export function getFieldValue(record: RecordRepresentation | undefined, field: FieldId): unknown {
    return fieldOf(record, field)?.value;
}

/** A field's text as the user's locale shows it; `null` when it is the same as the value. */
export function getFieldDisplayValue(
    record: RecordRepresentation | undefined,
    field: FieldId
): string | null | undefined {
    return fieldOf(record, field)?.displayValue;
}

/** Says that records have changed on the server: wired components get them anew. */
export async function notifyRecordUpdateAvailable(
    records: readonly { readonly recordId: string }[]
): Promise<void> {
    const ids = new Set([...records].map(({ recordId }) => recordId.slice(0, 15)));
    await Promise.all(
        [...adapters]
            .filter(({ recordId }) => recordId !== undefined && ids.has(recordId.slice(0, 15)))
            .map((adapter) => adapter.refresh())
    );
}

/** The older name of `notifyRecordUpdateAvailable`. */
export function getRecordNotifyChange(records: readonly { readonly recordId: string }[]): void {
    void notifyRecordUpdateAvailable(records);
}

/**
 * Writes fields of a record.
 * @param recordInput `fields` holds the `Id` and what to change
 * @returns the record with the changed fields
 */
export async function updateRecord(recordInput: {
    readonly fields: Readonly<Record<string, unknown>>;
}): Promise<RecordRepresentation> {
    const { Id: recordId, ...fields } = recordInput.fields;
    const record = await callPlatform<RecordRepresentation>(`${RECORDS}/${String(recordId)}`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ fields })
    });
    await notifyRecordUpdateAvailable([{ recordId: String(recordId) }]);
    return record;
}

function fetchRecord(
    recordId: string,
    fields: readonly string[],
    optionalFields: readonly string[]
): Promise<RecordRepresentation> {
    const query = new URLSearchParams();
    if (fields.length > 0) {
        query.set('fields', fields.join(','));
    }
    if (optionalFields.length > 0) {
        query.set('optionalFields', optionalFields.join(','));
    }
    return callPlatform(`${RECORDS}/${recordId}?${query}`);
}

function qualifiedNames(fields: FieldId | readonly FieldId[] | undefined): string[] {
    if (fields === undefined || fields === null) {
        return [];
    }
    const list = Array.isArray(fields) ? [...(fields as FieldId[])] : [fields as FieldId];
    return list.map(qualifiedName).filter((name) => /^\w+(\.\w+)+$/.test(name));
}

function qualifiedName(field: FieldId): string {
    return typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;
}

function fieldOf(
    record: RecordRepresentation | undefined,
    field: FieldId
): FieldRepresentation | undefined {
    const path = qualifiedName(field).split('.').slice(1);
    let current = record;
    for (const [i, name] of path.entries()) {
        const found: FieldRepresentation | undefined = current?.fields[name];
        if (i === path.length - 1) {
            return found;
        }
        const value = found?.value;
        current =
            typeof value === 'object' && value !== null
                ? (value as RecordRepresentation)
                : undefined;
    }
    return undefined;
}
