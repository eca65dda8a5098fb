import { ApexId } from '../../language/values.ts';
import { childRelationships, type ObjectSchema } from '../schema.ts';
import { idOf, type Row } from '../store/tables.ts';
import type { Stores } from '../stores.ts';
import { Problem } from './problem.ts';

/**
 * Deletes a record: its details go with it, lookups to it become empty.
 * @throws Problem `DELETE_FAILED` when a lookup forbids it
 */
export function deleteRow(stores: Stores, object: ObjectSchema, row: Row): void {
    const id = idOf(row);
    for (const { object: childObject, field } of childRelationships(stores.schema, object)) {
        const key = field.name.toLowerCase();
        for (const child of [...stores.tables.all(childObject)]) {
            const parent = child.get(key);
            if (!(parent instanceof ApexId) || parent.value !== id || isDeleted(child)) {
                continue;
            }
            if (field.onDelete === 'refuse') {
                throw new Problem(
                    'DELETE_FAILED',
                    `Your attempt to delete ${String(row.get('name') ?? id)} could not be completed because it is associated with the following ${childObject.labelPlural.toLowerCase()}`
                );
            }
            if (field.onDelete === 'cascade') {
                deleteRow(stores, childObject, child);
            } else {
                const cleared = new Map(child);
                cleared.delete(key);
                stores.tables.put(childObject, cleared);
            }
        }
    }
    if (object.kind === 'setup' || object.kind === 'customSetting') {
        stores.tables.remove(object, id);
    } else {
        stores.tables.put(object, new Map([...row, ['isdeleted', true]]));
    }
}

export function isDeleted(row: Row): boolean {
    return row.get('isdeleted') === true;
}
