/**
 * What Apex values are while they run.
 *
 * null, Boolean, Integer, Long and String are JavaScript's null, boolean, number (32 bits), bigint (64 bits) and string. Everything
 * else has a class here, so that a value held in an `Object` variable still knows what it is.
 */
import { Decimal } from 'decimal.js';

import type { ObjectSchema } from '../data/schema.ts';
import type { ApexType, ClassDefinition } from './types.ts';
import { HashTable } from './hash-table.ts';

// Apex computes with up to 34 significant digits in quotients; sums and products are exact.
Decimal.set({ precision: 80, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 80 });

export type Value =
    | null
    | boolean
    | number
    | bigint
    | string
    | ApexId
    | ApexDouble
    | ApexDecimal
    | ApexDate
    | ApexDatetime
    | ApexTime
    | ApexBlob
    | ApexEnumValue
    | ApexList
    | ApexSet
    | ApexMap
    | ApexSObject
    | ApexObject
    | ApexTypeValue;

/** An Id, always in its form of 18 characters. */
export class ApexId {
    readonly value: string;
    constructor(value: string) {
        this.value = value;
    }
}

/** A Double: 64 bits, binary. */
export class ApexDouble {
    readonly value: number;
    constructor(value: number) {
        this.value = value;
    }
}

/** A Decimal: a decimal number and how many digits it shows behind the point. */
export class ApexDecimal {
    readonly value: Decimal;
    readonly scale: number;
    constructor(value: Decimal, scale: number) {
        this.value = value;
        this.scale = scale;
    }
}

const MS_PER_DAY = 86_400_000;

/** A Date: days since 1970-01-01. */
export class ApexDate {
    readonly days: number;
    constructor(days: number) {
        this.days = days;
    }
    get utc(): Date {
        return new Date(this.days * MS_PER_DAY);
    }
}

/** A Datetime: milliseconds since 1970-01-01T00:00Z. */
export class ApexDatetime {
    readonly ms: number;
    constructor(ms: number) {
        this.ms = ms;
    }
}

/** A Time: milliseconds since midnight. */
export class ApexTime {
    readonly ms: number;
    constructor(ms: number) {
        this.ms = ms;
    }
}

export class ApexBlob {
    readonly bytes: Buffer;
    constructor(bytes: Buffer) {
        this.bytes = bytes;
    }
}

export class ApexEnumValue {
    readonly type: ApexType;
    readonly name: string;
    readonly ordinal: number;
    constructor(type: ApexType, name: string, ordinal: number) {
        this.type = type;
        this.name = name;
        this.ordinal = ordinal;
    }
}

export class ApexList {
    readonly type: ApexType;
    readonly items: Value[];
    constructor(type: ApexType, items: Value[] = []) {
        this.type = type;
        this.items = items;
    }
}

export class ApexSet {
    readonly type: ApexType;
    readonly table = new HashTable();
    constructor(type: ApexType, items: Iterable<Value> = []) {
        this.type = type;
        for (const item of items) {
            this.table.set(item, null);
        }
    }
}

export class ApexMap {
    readonly type: ApexType;
    readonly table: HashTable;
    constructor(
        type: ApexType,
        entries: Iterable<readonly [Value, Value]> = [],
        ignoresCase = false
    ) {
        this.type = type;
        this.table = new HashTable(ignoresCase);
        for (const [key, value] of entries) {
            this.table.set(key, value);
        }
    }
}

/** A record. Its values are by field name in lower case; a name that is missing was never set, and never queried. */
export class ApexSObject {
    readonly schema: ObjectSchema;
    readonly type: ApexType;
    readonly values = new Map<string, Value>();
    /** True when the record comes from a query: what was not asked for can't be read. */
    queried = false;
    constructor(schema: ObjectSchema, type: ApexType) {
        this.schema = schema;
        this.type = type;
    }
}

/** An instance of a class. `native` is the state of the system class that it is, or that it extends. */
export class ApexObject<Native = unknown> {
    readonly definition: ClassDefinition;
    readonly fields: Value[] = [];
    native: Native;
    constructor(definition: ClassDefinition, native: Native) {
        this.definition = definition;
        this.native = native;
    }
}

/** A `System.Type`. */
export class ApexTypeValue {
    readonly of: ApexType;
    constructor(of: ApexType) {
        this.of = of;
    }
}
