import { Decimal } from 'decimal.js';

import { Raised } from './errors.ts';
import type { Runtime } from './runtime.ts';
import type { ApexType } from './types.ts';
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
    ApexObject,
    ApexSet,
    ApexSObject,
    ApexTime,
    ApexTypeValue,
    type Value
} from './values.ts';

/** How far Object is from everything. */
const OBJECT = 100;

const NUMBERS = ['Integer', 'Long', 'Double', 'Decimal'];

/** Where a number type stands in Integer, Long, Double, Decimal; -1 for other types. */
export function numberRank(type: ApexType): number {
    return type.kind === 'primitive' ? NUMBERS.indexOf(type.name) : -1;
}

/**
 * How far a type is from another that its values can be assigned to without a cast; null when they can't.
 * 0 is the same type; of two overloads the nearer one is called.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_type_conversion.htm
 */
export function distance(runtime: Runtime, from: ApexType, to: ApexType): number | null {
    if (from === to) {
        return 0;
    }
    if (from.kind === 'void' || to.kind === 'void') {
        return null;
    }
    if (from.kind === 'null') {
        return to.kind === 'object' ? 1 : 0;
    }
    if (to.kind === 'object') {
        return OBJECT;
    }
    return (
        numberDistance(from, to) ??
        primitiveDistance(from, to) ??
        classDistance(runtime, from, to) ??
        collectionDistance(runtime, from, to)
    );
}

function numberDistance(from: ApexType, to: ApexType): number | null {
    const [low, high] = [numberRank(from), numberRank(to)];
    if (low < 0 || high < 0) {
        return null;
    }
    // A Decimal goes into a Double too.
    return low <= high ? high - low : low === 3 && high === 2 ? 5 : null;
}

function primitiveDistance(from: ApexType, to: ApexType): number | null {
    const pair = `${from.name}>${to.name}`;
    return pair === 'Id>String' || pair === 'String>Id' || pair === 'Date>Datetime' ? 10 : null;
}

function classDistance(runtime: Runtime, from: ApexType, to: ApexType): number | null {
    if (from.kind === 'sobject') {
        return to === runtime.types.sobject ? 20 : null;
    }
    const isClass = from.kind === 'class' || from.kind === 'interface';
    if (!isClass && from.kind !== 'list' && from.kind !== 'set') {
        return null;
    }
    let steps = 0;
    for (const definition of from.definition.ancestry()) {
        if (definition.type === to) {
            return steps;
        }
        steps++;
    }
    return from.definition.allInterfaces().has(to) ? 50 : null;
}

/**
 * Lists of a class are lists of its superclass, and so it is with the values of maps. Sets are of one type.
 * @see https://salesforce.stackexchange.com/questions/145428 "Is there a specific reason why we can't upcast Sets?"
 */
function collectionDistance(runtime: Runtime, from: ApexType, to: ApexType): number | null {
    if (from.kind !== to.kind || from.args.length !== to.args.length) {
        return null;
    }
    if (from.kind === 'list') {
        const [have, want] = [from.args[0]!, to.args[0]!];
        if (have === runtime.types.sobject && want.kind === 'sobject') {
            return 30;
        }
        return isConverted(have, want) ? null : addOne(distance(runtime, have, want));
    }
    if (from.kind !== 'map' || from.args[0] !== to.args[0]) {
        return null;
    }
    const [have, want] = [from.args[1]!, to.args[1]!];
    return isConverted(have, want) ? null : addOne(distance(runtime, have, want));
}

/** Whether values change when they are assigned: then a collection of them can't be handed on as it is. */
function isConverted(from: ApexType, to: ApexType): boolean {
    return from !== to && converter(from, to) !== null;
}

/** Nearer than Object is, whatever they hold. */
function addOne(value: number | null): number | null {
    return value === null ? null : Math.min(value + 1, OBJECT - 1);
}

/** What turns a value of one type into one of another; null when it stays as it is. */
export function converter(from: ApexType, to: ApexType): ((value: Value) => Value) | null {
    const [low, high] = [numberRank(from), numberRank(to)];
    if (low >= 0 && high >= 0) {
        return low === high ? null : (value) => (value === null ? null : toNumber(value, to.name));
    }
    switch (`${from.name}>${to.name}`) {
        case 'Id>String':
            return (value) => (value instanceof ApexId ? value.value : value);
        case 'String>Id':
            return (value) => (typeof value === 'string' ? newId(value) : value);
        case 'Date>Datetime':
            return (value) =>
                value instanceof ApexDate ? new ApexDatetime(value.days * 86_400_000) : value;
        default:
            return null;
    }
}

/** A number as one of another type. What is too large for an Integer or a Long loses its upper bits, as in Java. */
export function toNumber(value: Value, typeName: string): Value {
    switch (typeName) {
        case 'Integer':
            return typeof value === 'bigint'
                ? Number(BigInt.asIntN(32, value))
                : typeof value === 'number'
                  ? value
                  : Number(BigInt.asIntN(32, toBigInt(value)));
        case 'Long':
            return toBigInt(value);
        case 'Double':
            return new ApexDouble(toDouble(value));
        default:
            return toDecimal(value);
    }
}

export function toBigInt(value: Value): bigint {
    if (typeof value === 'bigint') {
        return value;
    }
    if (typeof value === 'number') {
        return BigInt(value);
    }
    return BigInt.asIntN(64, BigInt(toDecimal(value).value.trunc().toFixed(0)));
}

export function toDouble(value: Value): number {
    if (value instanceof ApexDouble) {
        return value.value;
    }
    return value instanceof ApexDecimal ? value.value.toNumber() : Number(value);
}

export function toDecimal(value: Value): ApexDecimal {
    if (value instanceof ApexDecimal) {
        return value;
    }
    const number = new Decimal(
        value instanceof ApexDouble ? value.value : (value as number | bigint).toString()
    );
    return new ApexDecimal(
        number,
        value instanceof ApexDouble ? Math.max(1, number.decimalPlaces()) : number.decimalPlaces()
    );
}

const ID = /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/;

/**
 * The Id that a text is.
 * @throws Raised `StringException`
 */
export function newId(text: string): ApexId {
    if (!ID.test(text)) {
        throw new Raised('StringException', `Invalid id: ${text}`);
    }
    return new ApexId(text.length === 15 ? text + idSuffix(text) : text);
}

/** The three characters that make an Id of 15 characters independent of case. */
export function idSuffix(id: string): string {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
    return [0, 5, 10]
        .map((start) => {
            const capitals = [...id.slice(start, start + 5)].map((char) =>
                char >= 'A' && char <= 'Z' ? 1 : 0
            );
            return letters[capitals.reduce<number>((sum, bit, i) => sum + (bit << i), 0)]!;
        })
        .join('');
}

/** The type that a value has, whatever the type of the variable that holds it. */
export function runtimeType(runtime: Runtime, value: Value): ApexType {
    const { types } = runtime;
    switch (typeof value) {
        case 'string':
            return types.string;
        case 'boolean':
            return types.boolean;
        case 'number':
            return types.integer;
        case 'bigint':
            return types.primitive('Long');
        default:
            return value === null ? types.nullType : typeOfObject(runtime, value);
    }
}

const CLASSES: readonly (readonly [abstract new (...args: never[]) => unknown, string])[] = [
    [ApexId, 'Id'],
    [ApexDouble, 'Double'],
    [ApexDecimal, 'Decimal'],
    [ApexDate, 'Date'],
    [ApexDatetime, 'Datetime'],
    [ApexTime, 'Time'],
    [ApexBlob, 'Blob'],
    [ApexTypeValue, 'Type']
];

function typeOfObject(runtime: Runtime, value: Exclude<Value, null>): ApexType {
    if (
        value instanceof ApexList ||
        value instanceof ApexSet ||
        value instanceof ApexMap ||
        value instanceof ApexSObject ||
        value instanceof ApexEnumValue
    ) {
        return value.type;
    }
    if (value instanceof ApexObject) {
        return value.definition.type;
    }
    const found = CLASSES.find(([constructor]) => value instanceof constructor)!;
    return runtime.types.find([found[1]], null)!;
}

/** `value instanceof type`. */
export function isInstance(runtime: Runtime, value: Value, type: ApexType): boolean {
    if (value === null) {
        return false;
    }
    const actual = runtimeType(runtime, value);
    if (actual === type || type.kind === 'object') {
        return true;
    }
    if (actual.kind === 'primitive') {
        // A string that is an Id is one; numbers are of their own type, and Dates are no Datetimes.
        return type.name === 'Id' && typeof value === 'string' && ID.test(value);
    }
    const steps = distance(runtime, actual, type);
    return steps !== null && !(actual === runtime.types.list(runtime.types.sobject));
}

/**
 * A value as one of a type, as a cast has it.
 * @throws Raised `TypeException`
 */
export function cast(runtime: Runtime, value: Value, to: ApexType): Value {
    if (value === null || isInstance(runtime, value, to)) {
        return value;
    }
    const from = runtimeType(runtime, value);
    if (
        (from.name === 'Id' && to.name === 'String') ||
        (from.name === 'String' && to.name === 'Id')
    ) {
        return converter(from, to)!(value);
    }
    if (isEmptyRecordList(runtime, value, to)) {
        return value;
    }
    throw new Raised(
        'TypeException',
        `Invalid conversion from runtime type ${from.name} to ${to.name}`
    );
}

/** A List<SObject> may hold the records of one object only, and passes for their list. */
function isEmptyRecordList(runtime: Runtime, value: Value, to: ApexType): boolean {
    return (
        value instanceof ApexList &&
        value.type === runtime.types.list(runtime.types.sobject) &&
        to.kind === 'list' &&
        value.items.every((item) => isInstance(runtime, item, to.args[0]!))
    );
}

function mayCastCollection(runtime: Runtime, from: ApexType, to: ApexType): boolean {
    const [last, lastOfTo] = [from.args.at(-1), to.args.at(-1)];
    return (
        from.kind === to.kind &&
        (from.kind === 'list' || (from.kind === 'map' && from.args[0] === to.args[0])) &&
        !isConverted(last!, lastOfTo!) &&
        mayCast(runtime, last!, lastOfTo!)
    );
}

/** Whether a cast from a type to another can ever succeed. */
export function mayCast(runtime: Runtime, from: ApexType, to: ApexType): boolean {
    if (distance(runtime, from, to) !== null || distance(runtime, to, from) !== null) {
        return true;
    }
    const isOpen = (type: ApexType): boolean =>
        type.kind === 'interface' || (type.kind === 'class' && type.definition.isVirtual);
    return (
        (from.kind === 'interface' && (isOpen(to) || to.kind === 'class')) ||
        (to.kind === 'interface' && isOpen(from)) ||
        mayCastCollection(runtime, from, to)
    );
}
