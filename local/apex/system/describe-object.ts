import { childRelationships, type ObjectSchema } from '../data/schema.ts';
import { fieldToken, typeToken, type TypeToken } from '../data/tokens.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import type { ApexSObject } from '../language/values.ts';
import { ApexMap, type ApexId, type ApexObject } from '../language/values.ts';

type Token = ApexObject<TypeToken>;
type Described = ApexObject<TypeToken>;

/**
 * The tokens and descriptions of objects.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject_describe.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Schema_SObjectType.htm
 */
export function objectDescribes(runtime: Runtime): SystemClass[] {
    return [
        tokenClass(runtime),
        {
            name: 'Schema.SObjectDescribeOptions',
            kind: 'enum',
            values: ['DEFAULT', 'DEFERRED', 'FULL']
        },
        describeClass(runtime),
        fieldsClass(runtime),
        childRelationshipClass(runtime)
    ];
}

function tokenClass(runtime: Runtime): SystemClass {
    const describe = ({ native }: Token): Described =>
        runtime.newNative('Schema.DescribeSObjectResult', native);
    const create = ({ native: { object } }: Token): ApexSObject => runtime.newRecord(object.name);
    return {
        name: 'Schema.SObjectType',
        methods: {
            'Schema.DescribeSObjectResult getDescribe()': describe,
            'Schema.DescribeSObjectResult getDescribe(Schema.SObjectDescribeOptions options)':
                describe,
            'SObject newSObject()': create,
            'SObject newSObject(Id? id)': (token: Token, id: ApexId | null) => {
                const record = create(token);
                record.values.set('id', id);
                return record;
            },
            'String toString()': ({ native }: Token) => native.object.name
        }
    };
}

function describeClass(runtime: Runtime): SystemClass {
    const { database } = runtime;
    const may =
        (right: 'create' | 'read' | 'edit' | 'delete') =>
        ({ native: { object } }: Described): boolean =>
            database.objectAccess(object, runtime.transaction.actor)[right];
    const object =
        <T>(of: (object: ObjectSchema) => T) =>
        ({ native }: Described): T =>
            of(native.object);
    return {
        name: 'Schema.DescribeSObjectResult',
        properties: {
            'Schema.SObjectTypeFields fields': {
                get: ({ native }: Described) =>
                    runtime.newNative('Schema.SObjectTypeFields', native)
            }
        },
        methods: {
            'String getName()': object(({ name }) => name),
            'String getLocalName()': object(({ name }) => name),
            'String getLabel()': object(({ label }) => label),
            'String getLabelPlural()': object(({ labelPlural }) => labelPlural),
            'String getKeyPrefix()': object(({ keyPrefix }) => keyPrefix),
            'Schema.SObjectType getSObjectType()': object((of) => typeToken(runtime, of)),
            'List<Schema.ChildRelationship> getChildRelationships()': object((of) =>
                runtime.newList(
                    runtime.types.parse('Schema.ChildRelationship'),
                    childRelationships(database.schema, of).map((relationship) =>
                        runtime.newNative('Schema.ChildRelationship', relationship)
                    )
                )
            ),
            'Boolean isAccessible()': may('read'),
            'Boolean isCreateable()': may('create'),
            'Boolean isUpdateable()': may('edit'),
            'Boolean isDeletable()': may('delete'),
            'Boolean isQueryable()': () => true,
            'Boolean isCustom()': object(({ name }) => /__\w+$/.test(name)),
            'Boolean isCustomSetting()': object(({ kind }) => kind === 'customSetting')
        }
    };
}

function fieldsClass(runtime: Runtime): SystemClass {
    return {
        name: 'Schema.SObjectTypeFields',
        methods: {
            'Map<String, Schema.SObjectField> getMap()': ({ native: { object } }: Described) =>
                new ApexMap(
                    runtime.types.parse('Map<String, Schema.SObjectField>'),
                    [...object.fields].map(
                        ([key, field]) => [key, fieldToken(runtime, object, field)] as const
                    ),
                    true
                )
        }
    };
}

function childRelationshipClass(runtime: Runtime): SystemClass {
    type Child = ApexObject<ReturnType<typeof childRelationships>[number]>;
    return {
        name: 'Schema.ChildRelationship',
        methods: {
            'Schema.SObjectType getChildSObject()': ({ native }: Child) =>
                typeToken(runtime, native.object),
            'Schema.SObjectField getField()': ({ native }: Child) =>
                fieldToken(runtime, native.object, native.field),
            'String getRelationshipName()': ({ native }: Child) =>
                native.field.childRelationshipName,
            'Boolean isCascadeDelete()': ({ native }: Child) => native.field.onDelete === 'cascade',
            'Boolean isRestrictedDelete()': ({ native }: Child) =>
                native.field.onDelete === 'refuse'
        }
    };
}
