import { ApexList, ApexMap, type ApexSet, ApexSObject, type Value } from '../language/values.ts';

/** A copy of what a list or a set holds. */
export function itemsOf(collection: ApexList | ApexSet): Value[] {
    return collection instanceof ApexList ? [...collection.items] : collection.table.keys();
}

/** A copy whose records are copies, too. */
export function copyDeep<T extends ApexList | ApexMap>(collection: T, preserveId: boolean): T {
    const copy = (value: Value): Value =>
        value instanceof ApexSObject ? copyRecord(value, preserveId) : value;
    const result =
        collection instanceof ApexList
            ? new ApexList(collection.type, collection.items.map(copy))
            : new ApexMap(
                  collection.type,
                  collection.table.entries().map(([key, value]) => [key, copy(value)] as const)
              );
    return result as T;
}

function copyRecord(record: ApexSObject, preserveId: boolean): ApexSObject {
    const copy = new ApexSObject(record.schema, record.type);
    copy.queried = record.queried;
    for (const [name, value] of record.values) {
        if (preserveId || name !== 'id') {
            copy.values.set(name, value);
        }
    }
    return copy;
}
