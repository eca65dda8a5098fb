import { equals, hashOf } from '../language/equality.ts';
import type { SystemClass } from '../language/system-class.ts';
import { textOf } from '../language/text.ts';
import type { Value } from '../language/values.ts';
import { hashCodeOf } from './hash-code.ts';

/**
 * What every value can do.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_object.htm
 */
export function objectClass(): SystemClass {
    return {
        name: 'Object',
        methods: {
            'String toString()': textOf,
            'Boolean equals(Object? other)': (self: Value, other: Value) =>
                equals(self, other, true),
            'Integer hashCode()': (self: Value) => hashCodeOf(hashOf(self))
        }
    };
}
