import type { ApexId } from '../../language/values.ts';
import { ApexDatetime, type Value } from '../../language/values.ts';
import { defaultOf } from '../dml/check-value.ts';
import type { Stores } from '../stores.ts';

/** What is there before anybody writes anything. */
const BEGINNING = new ApexDatetime(Date.UTC(2024, 0, 1));

/**
 * Adds a record as an org has it from the beginning, without any check.
 * @returns its Id
 */
export function addRow(
    stores: Stores,
    objectName: string,
    given: Readonly<Record<string, Value>>,
    givenId?: ApexId
): ApexId {
    const object = stores.object(objectName);
    const id = givenId ?? stores.tables.newId(object);
    const values = new Map<string, Value>();
    for (const field of object.fields.values()) {
        const value = given[field.name] ?? defaultOf(field);
        if (value !== null) {
            values.set(field.name.toLowerCase(), value);
        }
    }
    for (const name of ['createddate', 'lastmodifieddate', 'systemmodstamp']) {
        values.set(name, values.get(name) ?? BEGINNING);
    }
    values.set('id', id);
    stores.tables.put(object, values);
    return id;
}
