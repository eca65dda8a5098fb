import { getField } from '../data/record-access.ts';
import { parentField } from '../data/schema.ts';
import { Raised, typeNameOf } from '../language/errors.ts';
import { dateText, textOf } from '../language/text.ts';
import type { ApexObject } from '../language/values.ts';
import {
    ApexBlob,
    ApexDate,
    ApexDatetime,
    ApexDecimal,
    ApexDouble,
    ApexEnumValue,
    ApexId,
    ApexList,
    ApexMap,
    ApexSet,
    ApexSObject,
    ApexTime,
    ApexTypeValue,
    type Value
} from '../language/values.ts';
import { fieldsToWrite } from './json-fields.ts';

const API_VERSION = 'v64.0';

/** How JSON is laid out. */
export interface Layout {
    readonly omitsNulls: boolean;
    /** With line breaks and blanks, as Jackson's default pretty printer has them. */
    readonly isPretty: boolean;
}

/** Writes JSON. */
class Writer {
    private readonly layout: Layout;
    private readonly open = new Set<Value>();

    constructor(layout: Layout) {
        this.layout = layout;
    }

    write(value: Value, indent: string): string {
        if (value === null || typeof value === 'boolean' || typeof value === 'number') {
            return String(value);
        }
        if (typeof value === 'bigint') {
            return String(value);
        }
        if (typeof value === 'string') {
            return JSON.stringify(value);
        }
        return scalar(value) ?? this.compound(value, indent);
    }

    private compound(value: Value, indent: string): string {
        if (this.open.has(value)) {
            throw new Raised('JSONException', 'Object contains a circular reference');
        }
        this.open.add(value);
        const text =
            value instanceof ApexList || value instanceof ApexSet
                ? this.array(value instanceof ApexList ? value.items : value.table.keys(), indent)
                : this.object(membersOf(value), indent);
        this.open.delete(value);
        return text;
    }

    private array(items: readonly Value[], indent: string): string {
        // Elements stand in the line of the bracket, and what is within them is not set in for it.
        const texts = items.map((item) => this.write(item, indent));
        if (!this.layout.isPretty) {
            return `[${texts.join(',')}]`;
        }
        return texts.length === 0 ? '[ ]' : `[ ${texts.join(', ')} ]`;
    }

    private object(members: Iterable<Member>, indent: string): string {
        const { isPretty, omitsNulls } = this.layout;
        const inner = `${indent}  `;
        const texts: string[] = [];
        for (const [name, value] of members) {
            if (value === null && omitsNulls) {
                continue;
            }
            const text =
                value instanceof Members
                    ? this.object(value.list, inner)
                    : this.write(value, inner);
            texts.push(`${JSON.stringify(name)}${isPretty ? ' : ' : ':'}${text}`);
        }
        if (!isPretty) {
            return `{${texts.join(',')}}`;
        }
        return texts.length === 0
            ? '{ }'
            : `{\n${texts.map((text) => inner + text).join(',\n')}\n${indent}}`;
    }
}

/** An object within that is no value of Apex. */
class Members {
    readonly list: readonly Member[];
    constructor(list: readonly Member[]) {
        this.list = list;
    }
}

type Member = readonly [string, Value | Members];

function scalar(value: Value): string | null {
    if (value instanceof ApexDecimal || value instanceof ApexDouble) {
        return textOf(value);
    }
    if (value instanceof ApexId) {
        return JSON.stringify(value.value);
    }
    if (value instanceof ApexEnumValue) {
        return JSON.stringify(value.name);
    }
    if (value instanceof ApexBlob) {
        return JSON.stringify(value.bytes.toString('base64'));
    }
    if (value instanceof ApexDate) {
        return JSON.stringify(dateText(value));
    }
    if (value instanceof ApexDatetime) {
        return JSON.stringify(new Date(value.ms).toISOString());
    }
    return value instanceof ApexTime
        ? JSON.stringify(new Date(value.ms).toISOString().slice(11))
        : null;
}

function unsupported(name: string): Raised {
    return new Raised('JSONException', `Apex Type unsupported in JSON: ${name}`);
}

function membersOf(value: Value): Iterable<Member> {
    if (value instanceof ApexMap) {
        return value.table.entries().map(([key, item]) => [textOf(key), item] as const);
    }
    if (value instanceof ApexSObject) {
        return recordMembers(value);
    }
    if (value instanceof ApexTypeValue) {
        throw unsupported('System.Type');
    }
    const object = value as ApexObject;
    if ([...object.definition.ancestry()].some((definition) => definition.isSystem)) {
        throw unsupported(typeNameOf(object));
    }
    return fieldsToWrite(object.definition).map(
        (field) => [field.name, field.get!(object)] as const
    );
}

function recordMembers(record: ApexSObject): Member[] {
    const { schema } = record;
    const id = record.values.get('id');
    const attributes: Member[] = [['type', schema.name]];
    if (id instanceof ApexId) {
        attributes.push([
            'url',
            `/services/data/${API_VERSION}/sobjects/${schema.name}/${id.value}`
        ]);
    }
    const members: Member[] = [['attributes', new Members(attributes)]];
    for (const [key, value] of record.values) {
        const field = schema.fields.get(key);
        if (field) {
            members.push([field.name, getField(record, field)]);
        } else if (value instanceof ApexList) {
            members.push([key, children(value)]);
        } else {
            members.push([parentField(schema, key)?.relationshipName ?? key, value]);
        }
    }
    return members;
}

/** Child records look like the answer to a query. */
function children(list: ApexList): Members {
    return new Members([
        ['totalSize', list.items.length],
        ['done', true],
        ['records', list]
    ]);
}

/**
 * A value as JSON.
 * @throws Raised `JSONException` for what JSON can't be made of
 */
export function writeJson(value: Value, layout: Layout): string {
    return new Writer(layout).write(value, '');
}
