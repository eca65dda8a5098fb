import { distance } from '../language/conversion.ts';
import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import type { ApexType } from '../language/types.ts';
import {
    ApexList,
    ApexMap,
    ApexSet,
    ApexSObject,
    ApexTypeValue,
    type Value
} from '../language/values.ts';

/**
 * `Type`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_type.htm
 */
export function typeClass(runtime: Runtime): SystemClass {
    const find = (name: string): ApexTypeValue | null => {
        const type = runtime.types.tryParse(name);
        return type && new ApexTypeValue(type);
    };
    return {
        name: 'Type',
        methods: {
            'static Type forName(String name)': find,
            // No class here has a namespace but those of the system.
            'static Type forName(String? namespace, String name)': (
                namespace: string | null,
                name: string
            ) => find(namespace ? `${namespace}.${name}` : name),
            'String getName()': ({ of }: ApexTypeValue) => of.name,
            'Boolean isAssignableFrom(Type other)': (self: ApexTypeValue, other: ApexTypeValue) =>
                distance(runtime, other.of, self.of) !== null,
            'Object newInstance()': ({ of }: ApexTypeValue) => newInstance(runtime, of)
        }
    };
}

function newInstance(runtime: Runtime, type: ApexType): Value {
    switch (type.kind) {
        case 'list':
            return new ApexList(type);
        case 'set':
            return new ApexSet(type);
        case 'map':
            return new ApexMap(type);
        case 'class':
            return runtime.construct(type);
        case 'sobject':
            if (type.schema) {
                return new ApexSObject(type.schema, type);
            }
            break;
        default:
    }
    throw new Raised('TypeException', `Type ${type.name} can't be constructed`);
}
