import { runtimeType } from '../language/conversion.ts';
import { numeric } from '../language/equality.ts';
import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import {
    ApexDate,
    ApexDatetime,
    ApexEnumValue,
    ApexId,
    type ApexObject,
    ApexTime,
    ApexTypeValue,
    type Value
} from '../language/values.ts';

/**
 * Sorts as `List.sort` does: null first, texts by their characters' codes, objects by `compareTo`.
 * @throws Raised `ListException` for what has no order
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_lists_sorting.htm
 */
export function sortItems(runtime: Runtime, items: Value[], comparator: ApexObject | null): void {
    const compare = (a: Value, b: Value): number =>
        comparator
            ? (runtime.call(comparator, 'compare', a, b) as number)
            : compareItems(runtime, a, b);
    if (items.length === 1 && items[0] !== null && comparator === null) {
        compare(items[0]!, items[0]!);
    }
    items.sort(compare);
}

function compareItems(runtime: Runtime, a: Value, b: Value): number {
    if (a === null || b === null) {
        return Number(b === null) - Number(a === null);
    }
    const [left, right] = [textIn(a), textIn(b)];
    if (left !== null && right !== null) {
        return left === right ? 0 : left < right ? -1 : 1;
    }
    const [first, second] = [numeric(a), numeric(b)];
    if (first && second) {
        return first.cmp(second);
    }
    if (typeof a === 'boolean' && typeof b === 'boolean') {
        return Number(a) - Number(b);
    }
    return compareMoments(a, b) ?? compareComparables(runtime, a, b);
}

function textIn(value: Value): string | null {
    if (value instanceof ApexTypeValue) {
        return value.of.name;
    }
    return value instanceof ApexId ? value.value : typeof value === 'string' ? value : null;
}

function compareMoments(a: Value, b: Value): number | null {
    if (a instanceof ApexDate && b instanceof ApexDate) {
        return a.days - b.days;
    }
    if (a instanceof ApexEnumValue && b instanceof ApexEnumValue) {
        return a.ordinal - b.ordinal;
    }
    return (a instanceof ApexDatetime && b instanceof ApexDatetime) ||
        (a instanceof ApexTime && b instanceof ApexTime)
        ? a.ms - b.ms
        : null;
}

function compareComparables(runtime: Runtime, a: Value, b: Value): number {
    const type = runtimeType(runtime, a);
    const comparable = runtime.types.parse('Comparable');
    if (type.kind !== 'class' || !type.definition.isSubclassOf(comparable)) {
        throw new Raised(
            'ListException',
            'One or more of the items in this list is not Comparable.'
        );
    }
    return runtime.call(a, 'compareTo', b) as number;
}
