import { isInstance, runtimeType } from '../language/conversion.ts';
import { equals } from '../language/equality.ts';
import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { textOf } from '../language/text.ts';
import type { ApexTypeValue, Value } from '../language/values.ts';

type Methods = NonNullable<SystemClass['methods']>;

/**
 * Fails a test. Nothing catches it.
 * @param detail what was expected, and what was there instead; empty for nothing of that kind
 */
function fail(message: Value, detail: string): Raised {
    const parts = ['Assertion Failed', message === null ? '' : textOf(message), detail];
    return new Raised('AssertException', parts.filter((part) => part !== '').join(': '));
}

export function assertTrue(condition: Value, message: Value = null): void {
    if (condition !== true) {
        throw fail(message, '');
    }
}

export function assertEqual(expected: Value, actual: Value, message: Value = null): void {
    if (!equals(expected, actual, true)) {
        throw fail(message, `Expected: ${textOf(expected)}, Actual: ${textOf(actual)}`);
    }
}

export function assertNotEqual(unwanted: Value, actual: Value, message: Value = null): void {
    if (equals(unwanted, actual, true)) {
        throw fail(message, `Same value: ${textOf(actual)}`);
    }
}

/** With a message at the end, and without. */
function both(
    name: string,
    parameters: string,
    check: (...args: Value[]) => void
): Record<string, (...args: Value[]) => void> {
    return {
        [`static void ${name}(${parameters})`]: check,
        [`static void ${name}(${parameters}, String? message)`]: check
    };
}

/**
 * `Assert`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Assert.htm
 */
export function assertClass(runtime: Runtime): SystemClass {
    const methods: Methods = {
        ...both('areEqual', 'Object? expected, Object? actual', assertEqual),
        ...both('areNotEqual', 'Object? unwanted, Object? actual', assertNotEqual),
        ...both('isTrue', 'Boolean? condition', assertTrue),
        ...both('isFalse', 'Boolean? condition', (condition, message = null) => {
            if (condition !== false) {
                throw fail(message, '');
            }
        }),
        ...both('isNull', 'Object? value', (value, message = null) => {
            assertEqual(null, value, message);
        }),
        ...both('isNotNull', 'Object? value', (value, message = null) => {
            assertNotEqual(null, value, message);
        }),
        ...both('isInstanceOfType', 'Object? instance, Type expected', (value, type, message) => {
            if (!isInstance(runtime, value!, (type as ApexTypeValue).of)) {
                const actual = value === null ? 'null' : runtimeType(runtime, value!).name;
                throw fail(message ?? null, `Expected type: ${textOf(type!)}, Actual: ${actual}`);
            }
        }),
        ...both(
            'isNotInstanceOfType',
            'Object? instance, Type unwanted',
            (value, type, message) => {
                if (isInstance(runtime, value!, (type as ApexTypeValue).of)) {
                    throw fail(message ?? null, `Instance of ${textOf(type!)}`);
                }
            }
        ),
        'static void fail()': () => {
            throw fail(null, '');
        },
        'static void fail(String? message)': (message: string | null) => {
            throw fail(message, '');
        }
    };
    return { name: 'Assert', methods };
}
