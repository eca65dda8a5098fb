/** An org of the project in `shop/`, to try queries and DML on without any Apex code. */
import { fileURLToPath } from 'node:url';

import { Decimal } from 'decimal.js';

import { ApexThrown, Raised } from '../language/errors.ts';
import type { SystemClass } from '../language/system-class.ts';
import {
    ApexDate,
    ApexDatetime,
    ApexDecimal,
    ApexId,
    ApexList,
    ApexSObject,
    type Value
} from '../language/values.ts';
import { createOrg, type ApexOrg } from '../data/create-runtime.ts';
import type { Actor, Mode, Operation, RowResult } from '../data/database.ts';
import { readProject } from '../data/metadata/project.ts';
import { performDml, performQuery } from '../data/perform.ts';
import { findField } from '../data/schema.ts';
import { dynamicQuery } from '../data/soql/dynamic.ts';
import { dataClasses } from '../data/system/index.ts';

/** What stands for a value in these tests. */
export type Plain =
    null | boolean | number | string | readonly Plain[] | { readonly [field: string]: Plain };

/** Noon of the org's only day, a Wednesday. */
export const NOW = Date.UTC(2026, 6, 15, 12);

const COLLECTIONS: SystemClass[] = [
    { name: 'List', generic: ['T'] },
    { name: 'Set', generic: ['T'] },
    { name: 'Map', generic: ['K', 'V'] }
];

function person(name: string, profile: string, permissionSets: readonly string[] = []) {
    const username = `${name.toLowerCase()}@shop.example.com`;
    return {
        profile,
        permissionSets,
        fields: { Username: username, LastName: name, Name: name, Email: username, Alias: name }
    };
}

export class ShopOrg {
    readonly org: ApexOrg;

    constructor() {
        this.org = createOrg({
            project: readProject([fileURLToPath(new URL('shop', import.meta.url))]),
            systemClasses: (runtime) => [...dataClasses(runtime), ...COLLECTIONS],
            users: [
                person('Ada', 'System Administrator'),
                person('Carl', 'Standard User', ['Clerk']),
                person('Olga', 'Standard User', ['Office']),
                person('Nick', 'Minimum Access - Salesforce')
            ],
            surroundings: {
                now: () => NOW,
                callout: () => {
                    throw new Error('No callouts here');
                },
                certificate: () => null,
                debug: () => undefined
            }
        });
    }

    user(name: string): Actor {
        const row = this.org.database.rows('User').find((each) => each.get('name') === name);
        return { userId: row!.get('id') as ApexId };
    }

    /** Runs as a user. */
    as<T>(name: string, work: () => T): T {
        const { actors } = this.org.runtime.transaction;
        actors.push(this.user(name));
        try {
            return work();
        } finally {
            actors.pop();
        }
    }

    /** The records of a query, or its number. */
    query(
        text: string,
        mode: Mode | null = null,
        binds: Readonly<Record<string, Value>> = {}
    ): Plain {
        const result = performQuery(
            this.org.runtime,
            dynamicQuery(text),
            (name) => binds[name] ?? null,
            mode
        );
        return typeof result === 'number' ? result : result.items.map((item) => plain(item));
    }

    /** The values of the only field of a query. */
    column(
        text: string,
        mode: Mode | null = null,
        binds: Readonly<Record<string, Value>> = {}
    ): Plain[] {
        const [, name] = /^SELECT ([\w.]+)/i.exec(text)!;
        const path = name!.split('.');
        return (this.query(text, mode, binds) as Record<string, Plain>[]).map((record) =>
            path.reduce<Plain>(
                (at, step) => (at as Record<string, Plain> | null)?.[step] ?? null,
                record
            )
        );
    }

    record(objectName: string, fields: Readonly<Record<string, Value>>): ApexSObject {
        const record = this.org.runtime.newRecord(objectName);
        for (const [name, value] of Object.entries(fields)) {
            record.values.set(name.toLowerCase(), value);
        }
        return record;
    }

    dml(
        operation: Operation,
        value: ApexSObject | readonly ApexSObject[],
        mode: Mode | null = null,
        externalIdField: string | null = null
    ): RowResult[] {
        return this.perform(operation, value, mode, true, externalIdField);
    }

    /** The same, keeping what can be written. */
    dmlWhatGoes(
        operation: Operation,
        value: ApexSObject | readonly ApexSObject[],
        mode: Mode | null = null
    ): RowResult[] {
        return this.perform(operation, value, mode, false, null);
    }

    private perform(
        operation: Operation,
        value: ApexSObject | readonly ApexSObject[],
        mode: Mode | null,
        allOrNone: boolean,
        externalIdField: string | null
    ): RowResult[] {
        const { types } = this.org.runtime;
        const what =
            value instanceof ApexSObject
                ? value
                : new ApexList(types.list(types.sobject), [...value]);
        return performDml(this.org.runtime, operation, what, { mode, allOrNone, externalIdField });
    }

    /** Inserts a record. */
    insert(
        objectName: string,
        fields: Readonly<Record<string, Value>>,
        mode: Mode | null = null
    ): ApexSObject {
        const record = this.record(objectName, fields);
        this.dml('insert', record, mode);
        return record;
    }
}

/** What an action raises, as `Type: message`. */
export function failureOf(action: () => unknown): string {
    try {
        action();
    } catch (error) {
        if (error instanceof Raised) {
            return `${error.typeName}: ${error.message}`;
        }
        if (error instanceof ApexThrown) {
            return error.message;
        }
        throw error;
    }
    return 'nothing';
}

export function decimal(value: number | string): ApexDecimal {
    const number = new Decimal(value);
    return new ApexDecimal(number, number.decimalPlaces());
}

/** A day such as `2026-07-15`. */
export function day(text: string): ApexDate {
    return new ApexDate(Date.parse(text) / 86_400_000);
}

export function moment(text: string): ApexDatetime {
    return new ApexDatetime(Date.parse(text));
}

function plain(value: Value): Plain {
    if (value instanceof ApexSObject) {
        return Object.fromEntries(
            [...value.values].map(([key, item]) => [nameOf(value, key), plain(item)])
        );
    }
    if (value instanceof ApexList) {
        return value.items.map(plain);
    }
    if (value instanceof ApexDecimal) {
        return value.value.toNumber();
    }
    if (value instanceof ApexDate) {
        return value.utc.toISOString().slice(0, 10);
    }
    if (value instanceof ApexDatetime) {
        return new Date(value.ms).toISOString();
    }
    return value instanceof ApexId ? value.value : (value as Plain);
}

function nameOf(record: ApexSObject, key: string): string {
    const relationship = [...record.schema.fields.values()].find(
        (field) => field.relationshipName?.toLowerCase() === key
    );
    return findField(record.schema, key)?.name ?? relationship?.relationshipName ?? key;
}
