import type { SystemClass } from '../language/system-class.ts';
import type { Runtime } from '../language/runtime.ts';
import { stringChecks } from './string-checks.ts';
import { stringChanges } from './string-changes.ts';
import { stringParts } from './string-parts.ts';
import { stringStatics } from './string-statics.ts';

/**
 * `String`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm
 */
export function stringClass(runtime: Runtime): SystemClass {
    return {
        name: 'String',
        methods: {
            ...stringStatics(),
            ...stringParts(runtime),
            ...stringChecks(),
            ...stringChanges()
        }
    };
}
