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
    readonly scale: number;
    readonly required: boolean;
    readonly unique: boolean;
    readonly caseSensitive: boolean;
    readonly externalId: boolean;
    readonly isCustom: boolean;
    /** False for what the platform fills in. */
    readonly isWritable: boolean;
    readonly referenceTo: readonly string[];
    /** The name of the parent record, such as `Owner` for `OwnerId`. */
    readonly relationshipName: string | null;
    /** The name of the child records at the parent, such as `Contacts`. */
    readonly childRelationshipName: string | null;
    readonly values: readonly string[];
    /** Values other than `values` are refused. */
    readonly isRestricted: boolean;
    readonly defaultValue: string | null;
}

export type ObjectKind =
    | 'standard'
    /** Users, permission sets and the like: not to be changed together with records. */
    | 'setup'
    | 'custom'
    | 'customMetadata'
    | 'customSetting';

export interface ObjectSchema {
    readonly name: string;
    readonly label: string;
    readonly labelPlural: string;
    readonly kind: ObjectKind;
    /** The first three characters of its Ids. */
    readonly keyPrefix: string;
    /** By name in lower case. */
    readonly fields: ReadonlyMap<string, FieldSchema>;
}

/** All objects, by name in lower case. */
export type Schema = ReadonlyMap<string, ObjectSchema>;
