import { equals, hashOf } from '../language/equality.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { textOf } from '../language/text.ts';
import { ApexDate, ApexDatetime, type ApexEnumValue, type Value } from '../language/values.ts';
import { assertEqual, assertNotEqual, assertTrue } from './assert.ts';
import { hashCodeOf } from './hash-code.ts';

const LOGGING_LEVELS = ['NONE', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'FINE', 'FINER', 'FINEST'];

const MS_PER_DAY = 86_400_000;

/**
 * `System` and its enum `LoggingLevel`. `runAs` belongs to the language.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm
 */
export function systemClassItself(runtime: Runtime): SystemClass[] {
    const { surroundings } = runtime;
    const no = (): boolean => false;
    const methods = {
        'static void debug(Object? value)': (value: Value) => {
            surroundings.debug(`DEBUG|${textOf(value)}`);
        },
        'static void debug(LoggingLevel level, Object? value)': (
            level: ApexEnumValue,
            value: Value
        ) => {
            surroundings.debug(`${level.name}|${textOf(value)}`);
        },
        'static Datetime now()': () => new ApexDatetime(surroundings.now()),
        'static Date today()': () => new ApexDate(Math.floor(surroundings.now() / MS_PER_DAY)),
        'static Long currentTimeMillis()': () => BigInt(Math.trunc(surroundings.now())),
        'static Boolean equals(Object? a, Object? b)': (a: Value, b: Value) => equals(a, b, true),
        'static Integer hashCode(Object? value)': (value: Value) => hashCodeOf(hashOf(value)),
        'static Boolean isBatch()': no,
        'static Boolean isFuture()': no,
        'static Boolean isQueueable()': no,
        'static Boolean isScheduled()': no,
        'static void assert(Boolean? condition)': assertTrue,
        'static void assert(Boolean? condition, Object? message)': assertTrue,
        'static void assertEquals(Object? expected, Object? actual)': assertEqual,
        'static void assertEquals(Object? expected, Object? actual, Object? message)': assertEqual,
        'static void assertNotEquals(Object? unwanted, Object? actual)': assertNotEqual,
        'static void assertNotEquals(Object? unwanted, Object? actual, Object? message)':
            assertNotEqual
    };
    return [
        { name: 'System', methods },
        { name: 'LoggingLevel', kind: 'enum', values: LOGGING_LEVELS }
    ];
}
