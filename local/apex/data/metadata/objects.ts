import path from 'node:path';

import type {
    DisplayType,
    FieldSchema,
    ObjectKind,
    ObjectSchema,
    SharingModel
} from '../schema.ts';
import { lookup, newField, owner, readOnly, standardObject, text } from '../standard/fields.ts';
import { metadataFiles, namesIn, readMetadata, type Element } from './xml.ts';

const TYPES: Readonly<Record<string, DisplayType>> = {
    AutoNumber: 'STRING',
    Checkbox: 'BOOLEAN',
    Currency: 'CURRENCY',
    Date: 'DATE',
    DateTime: 'DATETIME',
    Email: 'EMAIL',
    EncryptedText: 'ENCRYPTEDSTRING',
    Html: 'TEXTAREA',
    LongTextArea: 'TEXTAREA',
    Lookup: 'REFERENCE',
    MasterDetail: 'REFERENCE',
    MetadataRelationship: 'REFERENCE',
    MultiselectPicklist: 'MULTIPICKLIST',
    Number: 'DOUBLE',
    Percent: 'PERCENT',
    Phone: 'PHONE',
    Picklist: 'PICKLIST',
    Text: 'STRING',
    TextArea: 'TEXTAREA',
    Time: 'TIME',
    Url: 'URL'
};

/** The length of a type that has no `length` of its own in metadata. */
const LENGTHS: Readonly<Record<string, number>> = {
    AutoNumber: 30,
    Email: 80,
    Phone: 40,
    Picklist: 255,
    TextArea: 255,
    Url: 255
};

/**
 * A custom field.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm
 */
function readField(file: string, name: string): FieldSchema {
    const xml = readMetadata(file, 'CustomField');
    const metadataType = xml.text('type') ?? '';
    const type = TYPES[metadataType];
    if (!type) {
        throw new Error(`${file}: fields of type ${metadataType} are not supported.`);
    }
    const isFormula = xml.text('formula') !== null;
    const isReadOnly = isFormula || metadataType === 'AutoNumber';
    const field = newField(name, type, {
        label: xml.text('label') ?? name,
        length: xml.number('length') || (LENGTHS[metadataType] ?? 0),
        precision: xml.number('precision'),
        scale: xml.number('scale'),
        required: xml.isTrue('required') || metadataType === 'MasterDetail',
        unique: xml.isTrue('unique'),
        caseSensitive: xml.isTrue('caseSensitive'),
        externalId: xml.isTrue('externalId'),
        isCustom: true,
        isCalculated: isFormula,
        isCreateable: !isReadOnly,
        isUpdateable: !isReadOnly,
        defaultValue: xml.text('defaultValue'),
        helpText: xml.text('inlineHelpText'),
        ...relationshipOf(xml, name, metadataType)
    });
    return { ...field, ...valuesOf(xml) };
}

function relationshipOf(
    xml: Element,
    name: string,
    metadataType: string
): Partial<Omit<FieldSchema, 'name' | 'type' | 'values'>> {
    const to = xml.text('referenceTo');
    if (to === null) {
        return {};
    }
    const children = xml.text('relationshipName');
    return {
        length: 18,
        referenceTo: [to],
        relationshipName: name.replace(/__c$/, '__r'),
        childRelationshipName: children === null ? null : `${children}__r`,
        onDelete:
            metadataType === 'MasterDetail' || xml.text('deleteConstraint') === 'Cascade'
                ? 'cascade'
                : xml.text('deleteConstraint') === 'Restrict'
                  ? 'refuse'
                  : 'clear'
    };
}

function valuesOf(xml: Element): Pick<FieldSchema, 'values' | 'isRestricted'> {
    const set = xml.one('valueSet');
    const values = set?.one('valueSetDefinition')?.all('value') ?? [];
    return {
        isRestricted: set?.isTrue('restricted') ?? false,
        values: values.map((value) => ({
            value: value.text('fullName') ?? '',
            label: value.text('label') ?? '',
            isDefault: value.isTrue('default')
        }))
    };
}

function readFields(folder: string): FieldSchema[] {
    return metadataFiles(path.join(folder, 'fields'), '.field-meta.xml').map(({ name, file }) =>
        readField(file, name)
    );
}

const SHARING: Readonly<Record<string, SharingModel>> = { Private: 'private', Read: 'read' };

/** The fields that custom metadata has beside its own. */
const METADATA_FIELDS = [
    text('DeveloperName', 40),
    text('MasterLabel', 40, { label: 'Label' }),
    text('Language', 40),
    text('NamespacePrefix', 15),
    text('QualifiedApiName', 70),
    newField('IsProtected', 'BOOLEAN', { label: 'Protected Component' })
];

/**
 * An object of one's own.
 * @param keyPrefix the first characters of its Ids
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customobject.htm
 */
function readObject(folder: string, name: string, keyPrefix: string): ObjectSchema {
    const xml = readMetadata(path.join(folder, `${name}.object-meta.xml`), 'CustomObject');
    const setting = xml.text('customSettingsType');
    const kind: ObjectKind = name.endsWith('__mdt')
        ? 'customMetadata'
        : setting === null
          ? 'custom'
          : 'customSetting';
    const label = xml.text('label') ?? name;
    return standardObject(name, keyPrefix, [...ownFields(kind, xml), ...readFields(folder)], {
        label,
        labelPlural: xml.text('pluralLabel') ?? label,
        kind,
        isWritable: kind !== 'customMetadata',
        isProtected: xml.text('visibility') === 'Protected',
        settingType: setting === null ? null : setting === 'List' ? 'list' : 'hierarchy',
        sharing: SHARING[xml.text('sharingModel') ?? ''] ?? 'readWrite'
    });
}

function ownFields(kind: ObjectKind, xml: Element): FieldSchema[] {
    switch (kind) {
        case 'customMetadata':
            return METADATA_FIELDS;
        case 'customSetting':
            return [
                text('Name', 80),
                lookup('SetupOwnerId', ['Organization', 'Profile', 'User'], null, {
                    label: 'Location'
                })
            ];
        default: {
            const nameField = xml.one('nameField');
            const name = text('Name', 80, { label: nameField?.text('label') ?? 'Name' });
            return [nameField?.text('type') === 'AutoNumber' ? readOnly(name) : name, owner()];
        }
    }
}

/**
 * Adds a project's objects, and its fields of objects that are there.
 * @param folder an `objects` folder; a missing one adds nothing
 * @throws {Error} at a field of an object that isn't described
 */
export function addObjects(objects: Map<string, ObjectSchema>, folder: string): void {
    for (const name of namesIn(folder)) {
        const key = name.toLowerCase();
        const own = path.join(folder, name);
        const known = objects.get(key);
        if (known) {
            const fields = readFields(own).map(
                (field) => [field.name.toLowerCase(), field] as const
            );
            objects.set(key, { ...known, fields: new Map([...known.fields, ...fields]) });
        } else if (namesIn(own).includes(`${name}.object-meta.xml`)) {
            const prefix = name.endsWith('__mdt') ? 'm' : 'a';
            const number = [...objects.values()].filter((object) => /^[am]/.test(object.keyPrefix));
            const keyPrefix = prefix + number.length.toString(36).padStart(2, '0');
            objects.set(key, readObject(own, name, keyPrefix));
        } else {
            throw new Error(`${own}: the object ${name} is not described.`);
        }
    }
}
