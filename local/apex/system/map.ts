import { typeToken } from '../data/tokens.ts';
import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { type ApexList, ApexMap, type ApexSObject, type Value } from '../language/values.ts';
import { copyDeep } from './collections.ts';

/**
 * `Map`. Keys and values keep the order they came in, which Apex doesn't promise.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_map.htm
 */
export function mapClass(runtime: Runtime): SystemClass {
    return {
        name: 'Map',
        generic: ['K', 'V'],
        methods: {
            'void clear()': ({ table }: ApexMap) => {
                table.clear();
            },
            'Map<K, V> clone()': ({ type, table }: ApexMap) => new ApexMap(type, table.entries()),
            'Boolean containsKey(K? key)': ({ table }: ApexMap, key: Value) => table.has(key),
            'Map<K, V> deepClone()': (map: ApexMap) => copyDeep(map, false),
            'V get(K? key)': ({ table }: ApexMap, key: Value) => table.get(key) ?? null,
            'Schema.SObjectType getSObjectType()': ({ type }: ApexMap) => {
                const { schema } = type.args[1]!;
                return schema && typeToken(runtime, schema);
            },
            'Boolean isEmpty()': ({ table }: ApexMap) => table.size === 0,
            'Set<K> keySet()': ({ type, table }: ApexMap) =>
                runtime.newSet(type.args[0]!, table.keys()),
            'V put(K? key, V? value)': ({ table }: ApexMap, key: Value, value: Value) =>
                table.set(key, value) ?? null,
            'void putAll(Map<K, V> others)': ({ table }: ApexMap, others: ApexMap) => {
                for (const [key, value] of others.table.entries()) {
                    table.set(key, value);
                }
            },
            'void putAll(List<SObject> records)': putRecords,
            'V remove(K? key)': ({ table }: ApexMap, key: Value) => table.delete(key) ?? null,
            'Integer size()': ({ table }: ApexMap) => table.size,
            'List<V> values()': ({ type, table }: ApexMap) =>
                runtime.newList(type.args[1]!, table.values())
        }
    };
}

/** Records by their Ids. */
function putRecords({ table }: ApexMap, { items }: ApexList): void {
    items.forEach((item, i) => {
        const id = (item as ApexSObject | null)?.values.get('id') ?? null;
        if (id === null) {
            throw new Raised('ListException', `Row with null Id at index: ${String(i)}`);
        }
        table.set(id, item);
    });
}
