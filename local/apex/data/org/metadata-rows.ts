import { Decimal } from 'decimal.js';

import { ApexDate, ApexDatetime, ApexDecimal, type Value } from '../../language/values.ts';
import type { MetadataRecord } from '../metadata/custom-metadata.ts';
import type { FlowFile } from '../metadata/project.ts';
import { findField, type FieldSchema } from '../schema.ts';
import type { Stores } from '../stores.ts';
import { addRow } from './rows.ts';

const MS_PER_DAY = 86_400_000;

/** A value in a metadata file as a field has it. */
export function metadataValue(field: FieldSchema, text: string | null): Value {
    if (text === null || text === '') {
        return null;
    }
    switch (field.type) {
        case 'BOOLEAN':
            return text === 'true';
        case 'INTEGER':
            return Number(text);
        case 'DOUBLE':
        case 'CURRENCY':
        case 'PERCENT':
            return new ApexDecimal(new Decimal(text), field.scale);
        case 'DATE':
            return new ApexDate(Date.parse(text) / MS_PER_DAY);
        case 'DATETIME':
            return new ApexDatetime(Date.parse(text));
        default:
            return text;
    }
}

/**
 * Adds a custom metadata record. A field that its file doesn't name is empty, whatever the field's default.
 * @throws {Error} at an object or a field that there is not
 */
export function addMetadataRecord(stores: Stores, record: MetadataRecord): void {
    const object = stores.object(record.object);
    const values: Record<string, Value> = {
        DeveloperName: record.developerName,
        MasterLabel: record.label,
        Language: 'en_US',
        QualifiedApiName: record.developerName,
        IsProtected: record.isProtected
    };
    for (const [name, text] of record.values) {
        const field = findField(object, name);
        if (!field) {
            throw new Error(`${record.object}.${record.developerName}: no field ${name}`);
        }
        values[field.name] = metadataValue(field, text);
    }
    const id = addRow(stores, object.name, values);
    const row = new Map(stores.tables.get(object, id.value)!);
    for (const field of object.fields.values()) {
        if (field.isCustom && (values[field.name] ?? null) === null) {
            row.delete(field.name.toLowerCase());
        }
    }
    stores.tables.put(object, row);
}

const KEY_PREFIX = '301';

/** Adds what SOQL tells of a flow. */
export function addFlow(
    stores: Stores,
    { name, metadata, isActive }: FlowFile,
    number: number
): void {
    const version = `${KEY_PREFIX}Hp0${String(number).padStart(9, '0')}AAA`;
    const trigger = metadata.one('start')?.text('triggerType') ?? null;
    addRow(stores, 'FlowDefinitionView', {
        ApiName: name,
        Label: metadata.text('label'),
        Description: metadata.text('description')?.slice(0, 255) ?? null,
        ProcessType: metadata.text('processType'),
        TriggerType: trigger,
        ActiveVersionId: isActive ? version : null,
        LatestVersionId: version,
        DurableId: version,
        IsActive: isActive
    });
}
