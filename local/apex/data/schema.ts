/** What objects and fields there are, as `Schema` describes them. */

export type DisplayType =
    | 'ADDRESS'
    | 'ANYTYPE'
    | 'BASE64'
    | 'BOOLEAN'
    | 'COMBOBOX'
    | 'CURRENCY'
    | 'DATE'
    | 'DATETIME'
    | 'DOUBLE'
    | 'EMAIL'
    | 'ENCRYPTEDSTRING'
    | 'ID'
    | 'INTEGER'
    | 'LONG'
    | 'MULTIPICKLIST'
    | 'PERCENT'
    | 'PHONE'
    | 'PICKLIST'
    | 'REFERENCE'
    | 'STRING'
    | 'TEXTAREA'
    | 'TIME'
    | 'URL';

export interface FieldSchema {
    readonly name: string;
    readonly label: string;
    readonly type: DisplayType;
    /** Characters; 0 where it doesn't apply. */
    readonly length: number;
    /** Digits in all; 0 where it doesn't apply. */
    readonly precision: number;
    /** Digits behind the point. */
    readonly scale: number;
    readonly required: boolean;
    readonly unique: boolean;
    readonly caseSensitive: boolean;
    readonly externalId: boolean;
    readonly isCustom: boolean;
    /** A formula, or what the platform makes of other fields. */
    readonly isCalculated: boolean;
    /** Whether it can be given when a record is made. */
    readonly isCreateable: boolean;
    /** Whether it can be changed later. */
    readonly isUpdateable: boolean;
    readonly referenceTo: readonly string[];
    /** The name of the parent record, such as `Owner` for `OwnerId`. */
    readonly relationshipName: string | null;
    /** The name of the child records at the parent, such as `Contacts`. */
    readonly childRelationshipName: string | null;
    /** What becomes of this record when its parent is deleted. */
    readonly onDelete: 'cascade' | 'clear' | 'refuse';
    readonly values: readonly PicklistValue[];
    /** Values other than `values` are refused. */
    readonly isRestricted: boolean;
    /** A literal, as a formula has it: `true`, `5`, `"text"`. */
    readonly defaultValue: string | null;
    readonly helpText: string | null;
}

export interface PicklistValue {
    readonly value: string;
    readonly label: string;
    readonly isDefault: boolean;
}

export type ObjectKind =
    | 'standard'
    /** Users, permission sets and the like: not to be changed together with records. */
    | 'setup'
    | 'custom'
    | 'customMetadata'
    | 'customSetting';

/** Who sees whose records, without a permission that says otherwise: the organization-wide default. */
export type SharingModel = 'private' | 'read' | 'readWrite';

export interface ObjectSchema {
    readonly name: string;
    readonly label: string;
    readonly labelPlural: string;
    readonly kind: ObjectKind;
    /** The first three characters of its Ids. */
    readonly keyPrefix: string;
    readonly sharing: SharingModel;
    /** False for what no code can write, such as profiles. */
    readonly isWritable: boolean;
    /** Custom metadata and custom settings of a package: code outside it doesn't see them. */
    readonly isProtected: boolean;
    /** Of a custom setting. */
    readonly settingType: 'hierarchy' | 'list' | null;
    /** By name in lower case. */
    readonly fields: ReadonlyMap<string, FieldSchema>;
}

/** All objects, by name in lower case. */
export type Schema = ReadonlyMap<string, ObjectSchema>;

/** A field of an object by its name in any case. */
export function findField(object: ObjectSchema, name: string): FieldSchema | null {
    return object.fields.get(name.toLowerCase()) ?? null;
}

/** The field whose parent record has a name, such as `ContactId` for `Contact`. */
export function parentField(object: ObjectSchema, name: string): FieldSchema | null {
    const key = name.toLowerCase();
    for (const field of object.fields.values()) {
        if (field.relationshipName?.toLowerCase() === key) {
            return field;
        }
    }
    return null;
}

export interface ChildRelationship {
    readonly object: ObjectSchema;
    readonly field: FieldSchema;
}

/** The lookups that lead to an object. */
export function childRelationships(schema: Schema, parent: ObjectSchema): ChildRelationship[] {
    return [...schema.values()].flatMap((object) =>
        [...object.fields.values()]
            .filter((field) => field.referenceTo.includes(parent.name))
            .map((field) => ({ object, field }))
    );
}

/** The child records of a name, such as `Contacts` at an account. */
export function childRelationship(
    schema: Schema,
    parent: ObjectSchema,
    name: string
): ChildRelationship | null {
    const key = name.toLowerCase();
    return (
        childRelationships(schema, parent).find(
            ({ field }) => field.childRelationshipName?.toLowerCase() === key
        ) ?? null
    );
}

/** The type that a field's values have in Apex, such as `Decimal`. */
export function apexTypeOf(field: FieldSchema): string {
    switch (field.type) {
        case 'BOOLEAN':
            return 'Boolean';
        case 'ID':
        case 'REFERENCE':
            return 'Id';
        case 'INTEGER':
            return 'Integer';
        case 'LONG':
            return 'Long';
        case 'CURRENCY':
        case 'DOUBLE':
        case 'PERCENT':
            return 'Decimal';
        case 'DATE':
            return 'Date';
        case 'DATETIME':
            return 'Datetime';
        case 'TIME':
            return 'Time';
        case 'BASE64':
            return 'Blob';
        case 'ANYTYPE':
            return 'Object';
        default:
            return 'String';
    }
}
