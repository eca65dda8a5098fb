import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import type { ApexTypeValue, Value } from '../language/values.ts';
import { parseJson } from './json-parse.ts';
import { JsonReader } from './json-read.ts';
import { writeJson } from './json-write.ts';

/**
 * JSON; without `JSONGenerator` and `JSONParser`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm
 */
export function jsonClass(runtime: Runtime): SystemClass {
    const read =
        (isStrict: boolean) =>
        (text: string, { of }: ApexTypeValue): Value =>
            new JsonReader(runtime, isStrict).read(parseJson(text), of);
    const write =
        (isPretty: boolean) =>
        (value: Value, omitsNulls = false): string =>
            writeJson(value, { omitsNulls, isPretty });
    return {
        name: 'JSON',
        methods: {
            'static Object deserialize(String text, Type type)': read(false),
            'static Object deserializeStrict(String text, Type type)': read(true),
            'static Object deserializeUntyped(String text)': (text: string) =>
                new JsonReader(runtime, false).untyped(parseJson(text)),
            'static String serialize(Object? value)': write(false),
            'static String serialize(Object? value, Boolean suppressApexObjectNulls)': write(false),
            'static String serializePretty(Object? value)': write(true),
            'static String serializePretty(Object? value, Boolean suppressApexObjectNulls)':
                write(true)
        }
    };
}
