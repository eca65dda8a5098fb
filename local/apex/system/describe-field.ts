import type { FieldSchema, PicklistValue } from '../data/schema.ts';
import { fieldToken, typeToken, type FieldToken } from '../data/tokens.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import type { ApexEnumValue, ApexList, ApexObject, Value } from '../language/values.ts';

type Token = ApexObject<FieldToken>;

const DISPLAY_TYPES = [
    'ADDRESS',
    'ANYTYPE',
    'BASE64',
    'BOOLEAN',
    'COMBOBOX',
    'CURRENCY',
    'DATACATEGORYGROUPREFERENCE',
    'DATE',
    'DATETIME',
    'DOUBLE',
    'EMAIL',
    'ENCRYPTEDSTRING',
    'ID',
    'INTEGER',
    'LOCATION',
    'LONG',
    'MULTIPICKLIST',
    'PERCENT',
    'PHONE',
    'PICKLIST',
    'REFERENCE',
    'SOBJECT',
    'STRING',
    'TEXTAREA',
    'TIME',
    'URL'
];

/**
 * The tokens and descriptions of fields.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_fields_describe.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_enum_Schema_DisplayType.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Schema_PicklistEntry.htm
 */
export function fieldDescribes(runtime: Runtime): SystemClass[] {
    return [
        {
            name: 'Schema.SObjectField',
            methods: {
                'Schema.DescribeFieldResult getDescribe()': ({ native }: Token) =>
                    runtime.newNative('Schema.DescribeFieldResult', native),
                'String toString()': ({ native }: Token) => native.field.name
            }
        },
        { name: 'Schema.DisplayType', kind: 'enum', values: DISPLAY_TYPES },
        { name: 'Schema.DescribeFieldResult', methods: describe(runtime) },
        picklistEntry()
    ];
}

function describe(runtime: Runtime): NonNullable<SystemClass['methods']> {
    const field =
        <T>(of: (field: FieldSchema) => T) =>
        ({ native }: Token): T =>
            of(native.field);
    return {
        'String getName()': field(({ name }) => name),
        'String getLocalName()': field(({ name }) => name),
        'String getLabel()': field(({ label }) => label),
        'Schema.DisplayType getType()': field(({ type }) => displayType(runtime, type)),
        'Integer getLength()': field(({ length }) => length),
        'Integer getPrecision()': field(({ precision }) => precision),
        'Integer getScale()': field(({ scale }) => scale),
        'String getInlineHelpText()': field(({ helpText }) => helpText),
        'String getRelationshipName()': field(({ relationshipName }) => relationshipName),
        'List<Schema.SObjectType> getReferenceTo()': field((of) => referencesOf(runtime, of)),
        'List<Schema.PicklistEntry> getPicklistValues()': field((of) =>
            runtime.newList(
                runtime.types.parse('Schema.PicklistEntry'),
                of.values.map((value) => runtime.newNative('Schema.PicklistEntry', value))
            )
        ),
        'Schema.SObjectField getSObjectField()': ({ native }: Token) =>
            fieldToken(runtime, native.object, native.field),
        'Schema.SObjectType getSObjectType()': ({ native }: Token) =>
            typeToken(runtime, native.object),
        ...rights(runtime),
        'Boolean isCalculated()': field(({ isCalculated }) => isCalculated),
        'Boolean isCaseSensitive()': field(({ caseSensitive }) => caseSensitive),
        'Boolean isCustom()': field(({ isCustom }) => isCustom),
        'Boolean isExternalID()': field(({ externalId }) => externalId),
        'Boolean isNillable()': field(({ required, type }) => !required && type !== 'BOOLEAN'),
        'Boolean isRestrictedPicklist()': field(({ isRestricted }) => isRestricted),
        'Boolean isUnique()': field(({ unique }) => unique)
    };
}

/** What the running user may do with the field. */
function rights(runtime: Runtime): NonNullable<SystemClass['methods']> {
    const access = ({ native: { object, field } }: Token) =>
        runtime.database.fieldAccess(object, field.name, runtime.transaction.actor);
    return {
        'Boolean isAccessible()': (token: Token) => access(token).read,
        'Boolean isCreateable()': (token: Token) =>
            token.native.field.isCreateable && access(token).edit,
        'Boolean isUpdateable()': (token: Token) =>
            token.native.field.isUpdateable && access(token).edit
    };
}

function displayType(runtime: Runtime, name: string): Value {
    const { enumValues } = runtime.types.parse('Schema.DisplayType').definition;
    return enumValues.find((value) => (value as ApexEnumValue).name === name)!;
}

function referencesOf(runtime: Runtime, { referenceTo }: FieldSchema): ApexList {
    const objects = referenceTo
        .map((name) => runtime.database.schema.get(name.toLowerCase()))
        .filter((object) => object !== undefined);
    return runtime.newList(
        runtime.types.parse('Schema.SObjectType'),
        objects.map((object) => typeToken(runtime, object))
    );
}

function picklistEntry(): SystemClass {
    type Entry = ApexObject<PicklistValue>;
    return {
        name: 'Schema.PicklistEntry',
        methods: {
            'String getValue()': ({ native }: Entry) => native.value,
            'String getLabel()': ({ native }: Entry) => native.label,
            'Boolean isActive()': () => true,
            'Boolean isDefaultValue()': ({ native }: Entry) => native.isDefault
        }
    };
}
