import type { SystemClass } from '../language/system-class.ts';
import { textOf } from '../language/text.ts';
import type { Value } from '../language/values.ts';

/**
 * `Boolean`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_boolean.htm
 */
export function booleanClass(): SystemClass {
    return {
        name: 'Boolean',
        methods: {
            'static Boolean valueOf(String text)': (text: string) => text.toLowerCase() === 'true',
            'static Boolean valueOf(Object? value)': (value: Value) =>
                value !== null && textOf(value).toLowerCase() === 'true'
        }
    };
}
