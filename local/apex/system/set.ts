import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { type ApexList, type ApexObject, ApexSet, type Value } from '../language/values.ts';
import { itemsOf } from './collections.ts';

type Collection = ApexList | ApexSet;

/**
 * `Set`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_set.htm
 */
export function setClass(runtime: Runtime): SystemClass {
    const forBoth = (
        text: string,
        method: (set: ApexSet, others: Collection) => boolean
    ): SystemClass['methods'] => ({
        [text.replace('others', 'List<T> others')]: method,
        [text.replace('others', 'Set<T> others')]: method
    });
    return {
        name: 'Set',
        generic: ['T'],
        implements: ['Iterable<T>'],
        methods: {
            'Boolean add(T? item)': add,
            ...forBoth('Boolean addAll(others)', (set, others) =>
                any(others, (item) => add(set, item))
            ),
            'void clear()': ({ table }: ApexSet) => {
                table.clear();
            },
            'Set<T> clone()': ({ type, table }: ApexSet) => new ApexSet(type, table.keys()),
            'Boolean contains(T? item)': ({ table }: ApexSet, item: Value) => table.has(item),
            ...forBoth('Boolean containsAll(others)', ({ table }, others) =>
                itemsOf(others).every((item) => table.has(item))
            ),
            'Boolean isEmpty()': ({ table }: ApexSet) => table.size === 0,
            'Iterator<T> iterator()': (set: ApexSet): ApexObject =>
                runtime.newNative(`*Iterator<${set.type.args[0]!.name}>`, {
                    items: itemsOf(set),
                    next: 0
                }),
            'Boolean remove(T? item)': remove,
            ...forBoth('Boolean removeAll(others)', (set, others) =>
                any(others, (item) => remove(set, item))
            ),
            ...forBoth('Boolean retainAll(others)', (set, others) => {
                const kept = new ApexSet(set.type, itemsOf(others));
                return any(set, (item) => !kept.table.has(item) && remove(set, item));
            }),
            'Integer size()': ({ table }: ApexSet) => table.size
        }
    };
}

/** True when it wasn't there before. */
function add({ table }: ApexSet, item: Value): boolean {
    return table.set(item, null) === undefined;
}

/** True when it was there. */
function remove({ table }: ApexSet, item: Value): boolean {
    return table.delete(item) !== undefined;
}

/** Does something with each item. True when one of them changed the set. */
function any(items: Collection, change: (item: Value) => boolean): boolean {
    return itemsOf(items).map(change).includes(true);
}
