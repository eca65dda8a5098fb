import type { ApexParserRuleContext } from '@apexdevtools/apex-parser';

import { getChildren, getField, getParent } from '../data/record-access.ts';
import {
    apexTypeOf,
    childRelationship,
    findField,
    parentField,
    type FieldSchema,
    type ObjectSchema
} from '../data/schema.ts';
import { checkAccess, mayUse } from './access.ts';
import { nullPointer } from './errors.ts';
import type { Frame } from './runtime.ts';
import type { Compiled, Reference, Run, Scope } from './scope.ts';
import type { ApexType, Field } from './types.ts';
import { ApexSObject, type Value } from './values.ts';

/** What is before the point. Null for a static field, and for one of the instance itself. */
function selfOf(field: Field, target: Run | null): Run {
    if (field.isStatic) {
        return () => null;
    }
    return target === null
        ? (frame) => frame.self
        : (frame) => {
              const self = target(frame);
              if (self === null) {
                  throw nullPointer();
              }
              return self;
          };
}

/**
 * A field or property.
 * @param target what is before the point; null for nothing, and for `this`
 */
export function compileField(
    scope: Scope,
    field: Field,
    target: Run | null,
    context: ApexParserRuleContext
): Compiled {
    const mayRead = field.get !== null && mayUse(scope.definition, field, field.access);
    if (!mayRead && !mayUse(scope.definition, field, field.setAccess)) {
        checkAccess(scope, field, field.name, context);
    }
    if (!field.isStatic && target === null && scope.body.isStatic) {
        throw scope.error(context, `Field ${field.name} needs an instance: the method is static`);
    }
    const self = selfOf(field, target);
    const seesRaw = scope.body.accessorOf === field && target === null;
    const get = seesRaw ? field.raw!.get : mayRead ? field.get : null;
    const set = seesRaw ? field.raw!.set : writer(scope, field);
    return {
        type: field.type,
        isWriteOnly: get === null,
        run: get ? (frame) => get(self(frame)) : unreadable,
        ...(set === null ? {} : { open: opener(field, self, get, set) })
    };
}

function unreadable(): never {
    throw new Error('What can only be written was read');
}

/** How a field is written from here; null where it can't be. */
function writer(scope: Scope, field: Field): ((self: Value, value: Value) => void) | null {
    const { body, definition } = scope;
    if (!mayUse(definition, field, field.setAccess)) {
        return null;
    }
    if (!field.isFinal) {
        return field.set;
    }
    // A final field is written once: where it is declared, in a constructor, or in an initializer of its class.
    return body.isConstructor && body.definition === field.owner ? (field.raw?.set ?? null) : null;
}

function opener(
    field: Field,
    self: Run,
    get: ((self: Value) => Value) | null,
    set: (self: Value, value: Value) => void
): (frame: Frame) => Reference {
    return (frame) => {
        const instance = self(frame);
        return {
            get: () => {
                return get === null ? unreadable() : get(instance);
            },
            set: (value) => {
                set(instance, value);
            }
        };
    };
}

function recordIn(value: Value): ApexSObject {
    if (!(value instanceof ApexSObject)) {
        throw nullPointer();
    }
    return value;
}

/** A field of a record, its parent, or its children; null when the object has nothing of that name. */
export function compileRecordField(
    scope: Scope,
    type: ApexType,
    name: string,
    target: Run
): Compiled | null {
    const schema = type.schema;
    if (!schema) {
        return type === scope.runtime.types.sobject && name.toLowerCase() === 'id'
            ? idOfAnyRecord(scope, target)
            : null;
    }
    const field = findField(schema, name);
    return field
        ? ownField(scope, schema, field, target)
        : (parentOf(scope, schema, name, target) ?? childrenOf(scope, schema, name, target));
}

/** Of a record of any object the Id is all that is known. */
function idOfAnyRecord(scope: Scope, target: Run): Compiled {
    const open = (frame: Frame): Reference => {
        const { values } = recordIn(target(frame));
        return {
            get: () => values.get('id') ?? null,
            set: (value) => {
                values.set('id', value);
            }
        };
    };
    return {
        type: scope.runtime.types.primitive('Id'),
        run: (frame) => open(frame).get(),
        open
    };
}

function ownField(scope: Scope, schema: ObjectSchema, field: FieldSchema, target: Run): Compiled {
    const key = field.name.toLowerCase();
    // Records of custom metadata are made in tests: what can't be saved can be set.
    const isWritable =
        field.isCreateable ||
        field.isUpdateable ||
        schema.kind === 'customMetadata' ||
        key === 'id';
    const open = (frame: Frame): Reference => {
        const record = recordIn(target(frame));
        return {
            get: () => getField(record, field),
            set: (value) => {
                record.values.set(key, value);
            }
        };
    };
    return {
        type: scope.runtime.types.parse(apexTypeOf(field)),
        run: (frame) => getField(recordIn(target(frame)), field),
        ...(isWritable ? { open } : {})
    };
}

function parentOf(scope: Scope, schema: ObjectSchema, name: string, target: Run): Compiled | null {
    const lookup = parentField(schema, name);
    if (!lookup) {
        return null;
    }
    const { types } = scope.runtime;
    const [only, ...others] = lookup.referenceTo;
    const type =
        others.length === 0 ? types.record(only ?? '') : (types.record('Name') ?? types.sobject);
    const key = name.toLowerCase();
    return {
        type: type ?? types.sobject,
        run: (frame) => getParent(recordIn(target(frame)), name),
        open: (frame) => {
            const record = recordIn(target(frame));
            return {
                get: () => getParent(record, name),
                set: (value) => {
                    record.values.set(key, value);
                }
            };
        }
    };
}

function childrenOf(
    scope: Scope,
    schema: ObjectSchema,
    name: string,
    target: Run
): Compiled | null {
    const { runtime } = scope;
    const children = childRelationship(runtime.database.schema, schema, name);
    if (!children) {
        return null;
    }
    return {
        type: runtime.types.list(runtime.types.record(children.object.name)!),
        run: (frame) => getChildren(runtime, recordIn(target(frame)), name)
    };
}
