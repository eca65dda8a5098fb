import { ApexThrown, typeNameOf, type ExceptionState } from './errors.ts';
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

/** The text of a value, as `String.valueOf` and the operator `+` make it. */
export function textOf(value: Value): string {
    if (value === null) {
        return 'null';
    }
    if (typeof value !== 'object') {
        return String(value);
    }
    if (value instanceof ApexId) {
        return value.value;
    }
    if (value instanceof ApexDouble) {
        return doubleText(value.value);
    }
    if (value instanceof ApexDecimal) {
        return value.value.toFixed(value.scale);
    }
    return textOfTime(value) ?? textOfCollection(value) ?? textOfObject(value);
}

/** As Java writes a double: with a point, and with `E` for what is very large or small. */
export function doubleText(value: number): string {
    if (!Number.isFinite(value)) {
        return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
    }
    const size = Math.abs(value);
    if (size !== 0 && (size >= 1e7 || size < 1e-3)) {
        const [mantissa, exponent] = value.toExponential().split('e');
        const digits = mantissa!.includes('.') ? mantissa! : `${mantissa!}.0`;
        return `${digits}E${String(Number(exponent))}`;
    }
    return Number.isInteger(value) ? `${String(value)}.0` : String(value);
}

function two(value: number): string {
    return String(value).padStart(2, '0');
}

export function dateText(date: ApexDate): string {
    const { utc } = date;
    return `${String(utc.getUTCFullYear()).padStart(4, '0')}-${two(utc.getUTCMonth() + 1)}-${two(utc.getUTCDate())}`;
}

/** `2024-01-31 23:59:59`, in GMT: the users of this runtime live there. */
export function datetimeText(datetime: ApexDatetime): string {
    return new Date(datetime.ms).toISOString().slice(0, 19).replace('T', ' ');
}

function textOfTime(value: Value): string | null {
    if (value instanceof ApexDate) {
        return `${dateText(value)} 00:00:00`;
    }
    if (value instanceof ApexDatetime) {
        return datetimeText(value);
    }
    return value instanceof ApexTime ? new Date(value.ms).toISOString().slice(11) : null;
}

function textOfCollection(value: Value): string | null {
    if (value instanceof ApexList) {
        return `(${value.items.map(textOf).join(', ')})`;
    }
    if (value instanceof ApexSet) {
        return `{${value.table.keys().map(textOf).join(', ')}}`;
    }
    if (value instanceof ApexMap) {
        const entries = value.table.entries();
        return `{${entries.map(([key, item]) => `${textOf(key)}=${textOf(item)}`).join(', ')}}`;
    }
    return null;
}

function textOfObject(value: Value): string {
    if (value instanceof ApexEnumValue) {
        return value.name;
    }
    if (value instanceof ApexBlob) {
        return `Blob[${String(value.bytes.length)}]`;
    }
    if (value instanceof ApexTypeValue) {
        return value.of.name;
    }
    if (value instanceof ApexSObject) {
        return textOfRecord(value);
    }
    return value instanceof ApexObject ? textOfInstance(value) : String(value);
}

function textOfRecord(record: ApexSObject): string {
    const fields = [...record.values].map(([name, value]) => {
        const field = record.schema.fields.get(name);
        return `${field?.name ?? name}=${value instanceof ApexDate ? dateText(value) : textOf(value)}`;
    });
    return `${record.schema.name}:{${fields.join(', ')}}`;
}

function textOfInstance(instance: ApexObject): string {
    const own = instance.definition.implementation('tostring()');
    if (own) {
        return textOf(own.invoke(instance, []));
    }
    const exception = exceptionText(instance);
    if (exception !== null) {
        return exception;
    }
    const fields: string[] = [];
    for (const definition of instance.definition.ancestry()) {
        for (const field of definition.fields.values()) {
            if (!field.isStatic && field.raw) {
                fields.push(`${field.name}=${textOf(field.raw.get(instance))}`);
            }
        }
    }
    return `${simpleName(instance.definition.name)}:[${fields.join(', ')}]`;
}

function simpleName(name: string): string {
    return name.slice(name.lastIndexOf('.') + 1);
}

function exceptionText(instance: ApexObject): string | null {
    const state = instance.native as Partial<ExceptionState> | null | undefined;
    if (typeof state !== 'object' || state === null || !('trace' in state)) {
        return null;
    }
    return `${typeNameOf(instance)}: ${state.message ?? 'Script-thrown exception'}`;
}

/** What a failure says: its type, its message, and where it happened. */
export function describeFailure(error: unknown): string {
    if (!(error instanceof ApexThrown)) {
        return error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    const { trace } = error.exception.native;
    return `${error.message}${trace === '' ? '' : `\n${trace}`}`;
}
