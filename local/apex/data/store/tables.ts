import { idSuffix } from '../../language/conversion.ts';
import { ApexId, type Value } from '../../language/values.ts';
import type { ObjectSchema } from '../schema.ts';

/** A stored record: values by field name in lower case. What is empty is missing. */
export type Row = ReadonlyMap<string, Value>;

interface Change {
    readonly object: ObjectSchema;
    readonly table: Map<string, Row>;
    readonly id: string;
    readonly former: Row | undefined;
}

/** All stored records, with a way back to a former state. */
export class Tables {
    /** Grows with each change to users, permission sets and the like: what was derived from them is stale then. */
    setupVersion = 0;
    private readonly tables = new Map<string, Map<string, Row>>();
    private readonly numbers = new Map<string, number>();
    private changes: Change[] = [];

    private table(object: ObjectSchema): Map<string, Row> {
        let table = this.tables.get(object.name);
        if (!table) {
            table = new Map();
            this.tables.set(object.name, table);
        }
        return table;
    }

    get(object: ObjectSchema, id: string): Row | null {
        return this.table(object).get(id) ?? null;
    }

    /** All records of an object, deleted ones too, in the order in which they were made. */
    all(object: ObjectSchema): Iterable<Row> {
        return this.table(object).values();
    }

    put(object: ObjectSchema, row: Row): void {
        this.change(object, idOf(row), row);
    }

    remove(object: ObjectSchema, id: string): void {
        this.change(object, id, undefined);
    }

    private change(object: ObjectSchema, id: string, row: Row | undefined): void {
        const table = this.table(object);
        this.changes.push({ object, table, id, former: table.get(id) });
        set(table, id, row);
        this.noteChange(object);
    }

    private noteChange(object: ObjectSchema): void {
        this.setupVersion += object.kind === 'setup' ? 1 : 0;
    }

    /** A number that was never given before, from 1. It is not given back by a rollback, as on the platform. */
    nextNumber(object: ObjectSchema): number {
        const number = (this.numbers.get(object.name) ?? 0) + 1;
        this.numbers.set(object.name, number);
        return number;
    }

    newId(object: ObjectSchema): ApexId {
        const number = String(this.nextNumber(object)).padStart(9, '0');
        const id = `${object.keyPrefix}Hp0${number}`;
        return new ApexId(id + idSuffix(id));
    }

    savepoint(): number {
        return this.changes.length;
    }

    /** The records that were written since, each once. */
    changedSince(savepoint: number): { object: ObjectSchema; id: string }[] {
        const changed = new Map(
            this.changes.slice(savepoint).map(({ object, id }) => [id, { object, id }])
        );
        return [...changed.values()];
    }

    rollback(savepoint: number): void {
        for (const change of this.changes.splice(savepoint).reverse()) {
            set(change.table, change.id, change.former);
            this.noteChange(change.object);
        }
    }

    /** Makes all changes final: savepoints taken before can't be returned to. */
    commit(): void {
        this.changes = [];
    }
}

function set(table: Map<string, Row>, id: string, row: Row | undefined): void {
    if (row) {
        table.set(id, row);
    } else {
        table.delete(id);
    }
}

/** The Id of a stored record. */
export function idOf(row: Row): string {
    return (row.get('id') as ApexId).value;
}

/** A text in a stored record; null where it is empty. */
export function textIn(row: Row, field: string): string | null {
    const value = row.get(field) ?? null;
    return value instanceof ApexId ? value.value : typeof value === 'string' ? value : null;
}
