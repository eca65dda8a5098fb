import { typeToken } from '../data/tokens.ts';
import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { ApexMap, type ApexList } from '../language/values.ts';
import { fieldDescribes } from './describe-field.ts';
import { objectDescribes } from './describe-object.ts';

/**
 * `Schema` and the descriptions of objects and fields.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_schema.htm
 */
export function schemaClasses(runtime: Runtime): SystemClass[] {
    const { schema } = runtime.database;
    return [
        ...objectDescribes(runtime),
        ...fieldDescribes(runtime),
        {
            name: 'Schema',
            methods: {
                'static Map<String, Schema.SObjectType> getGlobalDescribe()': () =>
                    new ApexMap(
                        runtime.types.parse('Map<String, Schema.SObjectType>'),
                        [...schema].map(([key, object]) => [key, typeToken(runtime, object)]),
                        true
                    ),
                'static List<Schema.DescribeSObjectResult> describeSObjects(List<String> names)': ({
                    items
                }: ApexList) =>
                    runtime.newList(
                        runtime.types.parse('Schema.DescribeSObjectResult'),
                        (items as string[]).map((name) => {
                            const object = schema.get(name.toLowerCase());
                            if (!object) {
                                throw new Raised(
                                    'InvalidParameterValueException',
                                    `sObject type '${name}' does not exist.`
                                );
                            }
                            return runtime.newNative('Schema.DescribeSObjectResult', { object });
                        })
                    )
            }
        }
    ];
}
