import { typeToken } from '../data/tokens.ts';
import { checkSize } from '../language/compile-creation.ts';
import { equals } from '../language/equality.ts';
import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { ApexList, type ApexObject, type ApexSet, type Value } from '../language/values.ts';
import { copyDeep, itemsOf } from './collections.ts';
import { sortItems } from './sort.ts';

/**
 * `List`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_list.htm
 */
export function listClass(runtime: Runtime): SystemClass {
    return {
        name: 'List',
        generic: ['T'],
        implements: ['Iterable<T>'],
        methods: {
            'void add(T? item)': ({ items }: ApexList, item: Value) => {
                items.push(item);
                checkSize(items);
            },
            'void add(Integer index, T? item)': (
                { items }: ApexList,
                index: number,
                item: Value
            ) => {
                checkIndex(index, items.length + 1);
                items.splice(index, 0, item);
                checkSize(items);
            },
            'void addAll(List<T> others)': addAll,
            'void addAll(Set<T> others)': addAll,
            'void clear()': ({ items }: ApexList) => {
                items.length = 0;
            },
            'List<T> clone()': ({ type, items }: ApexList) => new ApexList(type, [...items]),
            'Boolean contains(T? item)': (list: ApexList, item: Value) => indexOf(list, item) >= 0,
            'List<T> deepClone()': (list: ApexList) => copyDeep(list, false),
            'List<T> deepClone(Boolean preserveId)': copyDeep,
            'T get(Integer index)': ({ items }: ApexList, index: number) => {
                checkIndex(index, items.length);
                return items[index]!;
            },
            'Schema.SObjectType getSObjectType()': ({ type }: ApexList) => {
                const { schema } = type.args[0]!;
                return schema && typeToken(runtime, schema);
            },
            'Integer indexOf(T? item)': indexOf,
            'Boolean isEmpty()': ({ items }: ApexList) => items.length === 0,
            'Iterator<T> iterator()': (list: ApexList): ApexObject =>
                runtime.newNative(`*Iterator<${list.type.args[0]!.name}>`, {
                    items: list.items,
                    next: 0
                }),
            'T remove(Integer index)': ({ items }: ApexList, index: number) => {
                checkIndex(index, items.length);
                return items.splice(index, 1)[0]!;
            },
            'void set(Integer index, T? item)': (
                { items }: ApexList,
                index: number,
                item: Value
            ) => {
                checkIndex(index, items.length);
                items[index] = item;
            },
            'Integer size()': ({ items }: ApexList) => items.length,
            'void sort()': ({ items }: ApexList) => {
                sortItems(runtime, items, null);
            },
            'void sort(Comparator<T> comparator)': (
                { items }: ApexList,
                comparator: ApexObject
            ) => {
                sortItems(runtime, items, comparator);
            }
        }
    };
}

function addAll({ items }: ApexList, others: ApexList | ApexSet): void {
    for (const item of itemsOf(others)) {
        items.push(item);
    }
    checkSize(items);
}

function checkIndex(index: number, end: number): void {
    if (index < 0 || index >= end) {
        throw new Raised('ListException', `List index out of bounds: ${String(index)}`);
    }
}

function indexOf({ items }: ApexList, item: Value): number {
    return items.findIndex((each) => equals(each, item, true));
}
