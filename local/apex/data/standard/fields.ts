/** A short way to describe the fields of standard objects. */
import type { DisplayType, FieldSchema, ObjectSchema } from '../schema.ts';

type Options = Partial<Omit<FieldSchema, 'name' | 'type' | 'values'>> & {
    readonly values?: readonly string[];
    /** Which of the values is the default. */
    readonly first?: string;
};

/** What most fields have in common. */
export function newField(name: string, type: DisplayType, options: Options = {}): FieldSchema {
    const { values = [], first, ...rest } = options;
    return {
        name,
        label: labelOf(name),
        type,
        length: 0,
        precision: 0,
        scale: 0,
        required: false,
        unique: false,
        caseSensitive: false,
        externalId: false,
        isCustom: false,
        isCalculated: false,
        isCreateable: true,
        isUpdateable: true,
        referenceTo: [],
        relationshipName: null,
        childRelationshipName: null,
        onDelete: 'clear',
        isRestricted: false,
        defaultValue: null,
        helpText: null,
        ...rest,
        values: values.map((value) => ({ value, label: value, isDefault: value === first }))
    };
}

/** `MailingStreet` is labeled `Mailing Street`. */
function labelOf(name: string): string {
    return name.replace(/([a-z])([A-Z])/g, '$1 $2');
}

const READ_ONLY = { isCreateable: false, isUpdateable: false };

export function text(name: string, length: number, options: Options = {}): FieldSchema {
    return newField(name, 'STRING', { length, ...options });
}

export function flag(name: string, options: Options = {}): FieldSchema {
    return newField(name, 'BOOLEAN', { defaultValue: 'false', ...options });
}

export function picklist(
    name: string,
    values: readonly string[],
    options: Options = {}
): FieldSchema {
    return newField(name, 'PICKLIST', { length: 255, values, ...options });
}

/** A lookup: `lookup('ContactId', 'Contact', 'Cases')`. */
export function lookup(
    name: string,
    to: string | readonly string[],
    childRelationshipName: string | null = null,
    options: Options = {}
): FieldSchema {
    return newField(name, 'REFERENCE', {
        length: 18,
        referenceTo: typeof to === 'string' ? [to] : to,
        relationshipName: name.replace(/Id$/, ''),
        childRelationshipName,
        ...options
    });
}

/** What the platform fills in, and nobody else. */
export function readOnly(field: FieldSchema): FieldSchema {
    return { ...field, ...READ_ONLY };
}

/** Given when the record is made, and fixed from then on. */
export function fixed(field: FieldSchema): FieldSchema {
    return { ...field, isUpdateable: false };
}

export function required(field: FieldSchema): FieldSchema {
    return { ...field, required: true };
}

export function address(prefix: string): FieldSchema[] {
    return [
        newField(`${prefix}Street`, 'TEXTAREA', { length: 255 }),
        text(`${prefix}City`, 40),
        text(`${prefix}State`, 80),
        text(`${prefix}PostalCode`, 20),
        text(`${prefix}Country`, 80)
    ];
}

/** The fields that every record has. */
export function systemFields(label: string): FieldSchema[] {
    return [
        newField('Id', 'ID', { label: `${label} ID`, length: 18, ...READ_ONLY }),
        newField('IsDeleted', 'BOOLEAN', { label: 'Deleted', ...READ_ONLY }),
        newField('CreatedDate', 'DATETIME', READ_ONLY),
        lookup('CreatedById', 'User', null, { label: 'Created By ID', ...READ_ONLY }),
        newField('LastModifiedDate', 'DATETIME', READ_ONLY),
        lookup('LastModifiedById', 'User', null, { label: 'Last Modified By ID', ...READ_ONLY }),
        newField('SystemModstamp', 'DATETIME', READ_ONLY)
    ];
}

export function owner(): FieldSchema {
    return lookup('OwnerId', 'User', null, { label: 'Owner ID' });
}

/** A standard object, or one of Setup. */
export function standardObject(
    name: string,
    keyPrefix: string,
    fields: readonly FieldSchema[],
    options: Partial<Omit<ObjectSchema, 'name' | 'keyPrefix' | 'fields'>> = {}
): ObjectSchema {
    const label = options.label ?? labelOf(name);
    return {
        name,
        label,
        labelPlural: `${label}s`,
        kind: 'standard',
        keyPrefix,
        sharing: 'readWrite',
        isWritable: true,
        isProtected: false,
        settingType: null,
        ...options,
        fields: new Map(
            [...systemFields(label), ...fields].map((field) => [field.name.toLowerCase(), field])
        )
    };
}
