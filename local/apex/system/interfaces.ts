import { Raised } from '../language/errors.ts';
import { ABSTRACT, type SystemClass } from '../language/system-class.ts';
import type { ApexObject, Value } from '../language/values.ts';

interface Position {
    readonly items: readonly Value[];
    next: number;
}

/**
 * Interfaces that Apex classes implement.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_comparable.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_Comparator.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_iterable.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_Callable.htm
 */
export function interfaces(): SystemClass[] {
    return [
        {
            name: 'Comparable',
            kind: 'interface',
            methods: { 'Integer compareTo(Object? other)': ABSTRACT }
        },
        {
            name: 'Comparator',
            kind: 'interface',
            generic: ['T'],
            methods: { 'Integer compare(T? first, T? second)': ABSTRACT }
        },
        {
            name: 'Iterable',
            kind: 'interface',
            generic: ['T'],
            methods: { 'Iterator<T> iterator()': ABSTRACT }
        },
        {
            name: 'Iterator',
            kind: 'interface',
            generic: ['T'],
            methods: { 'Boolean hasNext()': ABSTRACT, 'T next()': ABSTRACT }
        },
        {
            name: 'Callable',
            kind: 'interface',
            methods: { 'Object call(String action, Map<String, Object> arguments)': ABSTRACT }
        },
        iteratorOfItems()
    ];
}

/** The iterator of a list or a set. Its name is none that code can write. */
function iteratorOfItems(): SystemClass {
    return {
        name: '*Iterator',
        generic: ['T'],
        implements: ['Iterator<T>'],
        methods: {
            'Boolean hasNext()': ({ native }: ApexObject<Position>) =>
                native.next < native.items.length,
            'T next()': ({ native }: ApexObject<Position>) => {
                if (native.next >= native.items.length) {
                    throw new Raised('NoSuchElementException', 'No more items');
                }
                return native.items[native.next++]!;
            }
        }
    };
}
