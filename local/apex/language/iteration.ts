import { Raised } from './errors.ts';
import type { Runtime } from './runtime.ts';
import type { ApexType } from './types.ts';
import { ApexList, ApexSet, type Value } from './values.ts';

/** How to go through the values of a type. */
export interface Iteration {
    readonly of: ApexType;
    items(collection: Value): Iterable<Value>;
}

/** Null for a type that a loop can't go through. */
export function iterationOf(runtime: Runtime, type: ApexType): Iteration | null {
    if (type.kind === 'list' || type.kind === 'set') {
        return { of: type.args[0]!, items: itemsOf };
    }
    if (type.kind !== 'class' && type.kind !== 'interface') {
        return null;
    }
    const iterable = [type, ...type.definition.allInterfaces()].find((each) =>
        /^(system\.)?iterable</i.test(each.name)
    );
    return iterable ? { of: iterable.args[0]!, items: (value) => iterate(runtime, value) } : null;
}

/**
 * What a list or a set holds. While a loop goes through it nothing can be added or removed.
 * @throws Raised `FinalException`
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_iterating.htm
 */
export function* itemsOf(collection: Value): Generator<Value> {
    const sizeOf = (): number =>
        collection instanceof ApexList
            ? collection.items.length
            : (collection as ApexSet).table.size;
    const size = sizeOf();
    const items =
        collection instanceof ApexList ? collection.items : (collection as ApexSet).table.keys();
    for (let i = 0; i < size; i++) {
        yield items[i]!;
        if (sizeOf() !== size) {
            throw new Raised(
                'FinalException',
                'Cannot modify a collection while it is being iterated.'
            );
        }
    }
}

/** By an `Iterable`'s own iterator. */
function* iterate(runtime: Runtime, iterable: Value): Generator<Value> {
    if (iterable instanceof ApexList || iterable instanceof ApexSet) {
        yield* itemsOf(iterable);
        return;
    }
    const iterator = runtime.call(iterable, 'iterator');
    while (runtime.call(iterator, 'hasNext') === true) {
        yield runtime.call(iterator, 'next');
    }
}

const BATCH = 200;

/** A list in parts, as loops over queries have it. */
export function* batchesOf(collection: Value): Generator<Value> {
    const { type, items } = collection as ApexList;
    for (let start = 0; start < items.length; start += BATCH) {
        yield new ApexList(type, items.slice(start, start + BATCH));
    }
}
