import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { failureOf, loadFailures, output, values } from './apex.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_list.htm
describe('List', () => {
    test('adds, sets, removes and finds', () => {
        assert.deepEqual(
            output(`List<String> items = new List<String>{ 'a', 'b' };
                items.add('c'); items.add(1, 'x'); items.addAll(new List<String>{ 'd' }); items.addAll(new Set<String>{ 'e' });
                System.debug(items); items.set(0, 'A'); System.debug(items.remove(1) + items.get(0) + items[1]);
                System.debug(items.indexOf('d') + ' ' + items.indexOf('D') + ' ' + items.contains('e'));
                System.debug(items.size() + ' ' + items.isEmpty()); items.clear(); System.debug(items.size() + ' ' + items.isEmpty());`),
            ['(a, x, b, c, d, e)', 'xAb', '3 -1 true', '5 false', '0 true']
        );
    });

    test('there is nothing outside of it', () => {
        for (const call of ['get(1)', 'get(-1)', 'remove(1)', "set(1, 'b')", "add(2, 'b')"]) {
            assert.match(
                failureOf(`List<String> items = new List<String>{ 'a' }; items.${call};`) ?? '',
                /^System\.ListException: List index out of bounds: /,
                call
            );
        }
    });

    test('a clone has the same items, a deep one copies of records', () => {
        assert.deepEqual(
            output(`List<Account> items = new List<Account>{ new Account(Name = 'a') };
                List<Account> same = items.clone(); List<Account> deep = items.deepClone();
                same.add(null); items[0].Name = 'b';
                System.debug(items.size() + same[0].Name + deep[0].Name);`),
            ['1ba']
        );
    });

    test('sorts what has an order, null first', () => {
        assert.deepEqual(
            output(`List<String> texts = new List<String>{ 'b', 'B', null, 'a', '10', '9' }; texts.sort(); System.debug(texts);
                List<Decimal> numbers = new List<Decimal>{ 2, 1.5, -1 }; numbers.sort(); System.debug(numbers);
                List<Date> days = new List<Date>{ Date.newInstance(2026, 2, 1), Date.newInstance(2026, 1, 1) }; days.sort();
                System.debug(days[0].month());`),
            ['(null, 10, 9, B, a, b)', '(-1, 1.5, 2)', '1']
        );
    });

    test('sorts objects by their own order, or by a comparator', () => {
        const classes = {
            'Size.cls': `public class Size implements Comparable {
                public Integer value;
                public Size(Integer value) { this.value = value; }
                public Integer compareTo(Object other) { return value - ((Size) other).value; }
                public override String toString() { return '' + value; }
            }`,
            'Down.cls': `public class Down implements Comparator<Size> {
                public Integer compare(Size a, Size b) { return b.value - a.value; }
            }`
        };
        const list = 'List<Size> sizes = new List<Size>{ new Size(2), new Size(3), new Size(1) };';
        assert.deepEqual(output(`${list} sizes.sort(); System.debug(sizes);`, { classes }), [
            '(1, 2, 3)'
        ]);
        assert.deepEqual(
            output(`${list} sizes.sort(new Down()); System.debug(sizes);`, { classes }),
            ['(3, 2, 1)']
        );
    });

    test('objects without an order are not sorted', () => {
        assert.equal(
            failureOf('new List<Object>{ new Http(), new Http() }.sort();'),
            'System.ListException: One or more of the items in this list is not Comparable.'
        );
    });

    test('lists are equal by their items', () => {
        assert.deepEqual(
            values(
                'new List<Integer>{ 1, 2 } == new List<Integer>{ 1, 2 }',
                'new List<Integer>{ 1, 2 }.equals(new List<Integer>{ 2, 1 })'
            ),
            ['true', 'false']
        );
    });

    test('an iterator goes through it', () => {
        assert.deepEqual(
            output(`Iterator<String> each = new List<String>{ 'a', 'b' }.iterator();
                while (each.hasNext()) { System.debug(each.next()); }`),
            ['a', 'b']
        );
        assert.match(
            failureOf('new List<String>().iterator().next();') ?? '',
            /^System\.NoSuchElementException: /
        );
    });

    test('it holds one kind of thing', () => {
        assert.equal(loadFailures("new List<Integer>().add('a');").length, 1);
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_set.htm
describe('Set', () => {
    test('holds each value once, by case', () => {
        assert.deepEqual(
            output(`Set<String> items = new Set<String>{ 'a', 'b' };
                System.debug(items.add('a') + ' ' + items.add('A') + ' ' + items.size());
                System.debug(items.contains('A') + ' ' + items.contains('B'));
                System.debug(items.remove('x') + ' ' + items.remove('a') + ' ' + items);
                System.debug(items.addAll(new List<String>{ 'b', 'c' }) + ' ' + items.addAll(new Set<String>{ 'c' }));
                System.debug(items.containsAll(new List<String>{ 'b', 'c' }) + ' ' + items.containsAll(new Set<String>{ 'x' }));
                System.debug(items.retainAll(new Set<String>{ 'b', 'c' }) + ' ' + items);
                System.debug(items.removeAll(new List<String>{ 'c', 'x' }) + ' ' + items);`),
            [
                'false true 3',
                'true false',
                'false true {b, A}',
                'true false',
                'true false',
                'true {b, c}',
                'true {b}'
            ]
        );
    });

    test('records of one content are the same', () => {
        assert.deepEqual(
            values("new Set<Account>{ new Account(Name = 'a'), new Account(Name = 'a') }.size()"),
            ['1']
        );
    });

    test('a clone goes its own way', () => {
        assert.deepEqual(
            output(`Set<String> items = new Set<String>{ 'a' }; Set<String> copy = items.clone(); copy.add('b');
                System.debug(items + ' ' + copy + ' ' + items.equals(new Set<String>{ 'a' }));`),
            ['{a} {a, b} true']
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_map.htm
describe('Map', () => {
    test('puts, gets and removes', () => {
        assert.deepEqual(
            output(`Map<String, Integer> items = new Map<String, Integer>{ 'a' => 1 };
                System.debug(items.put('a', 2) + ' ' + items.put('b', 3) + ' ' + items.put(null, 4));
                System.debug(items.get('a') + ' ' + items.get('A') + ' ' + items.get(null) + ' ' + items.containsKey('A'));
                System.debug(items.remove(null) + ' ' + items.remove('x') + ' ' + items.size());
                items.putAll(new Map<String, Integer>{ 'c' => 5 });
                System.debug(items.keySet() + ' ' + items.values() + ' ' + items);
                items.clear(); System.debug(items.isEmpty());`),
            [
                '1 null null',
                '2 null 4 false',
                '4 null 2',
                '{a, b, c} (2, 3, 5) {a=2, b=3, c=5}',
                'true'
            ]
        );
    });

    test('keys may be records, Ids and objects with their own equals', () => {
        const classes = {
            'Key.cls': `public class Key {
                public String text;
                public Key(String text) { this.text = text; }
                public Boolean equals(Object other) { return ((Key) other).text == text; }
                public Integer hashCode() { return text.toLowerCase().hashCode(); }
            }`
        };
        assert.deepEqual(
            output(
                `Map<Key, Integer> items = new Map<Key, Integer>{ new Key('a') => 1 };
                System.debug(items.get(new Key('A')) + ' ' + items.get(new Key('b')));
                Map<Id, Integer> ids = new Map<Id, Integer>{ '001000000000001' => 1 };
                System.debug(ids.get('001000000000001AAA'));`,
                { classes }
            ),
            ['1 null', '1']
        );
    });

    test('records are put by their Ids', () => {
        assert.deepEqual(
            output(`Map<Id, Account> items = new Map<Id, Account>();
                items.putAll(new List<Account>{ new Account(Id = '001000000000001AAA', Name = 'a') });
                System.debug(items.get('001000000000001AAA').Name + ' ' + items.getSObjectType());`),
            ['a Account']
        );
        assert.equal(
            failureOf('new Map<Id, Account>().putAll(new List<Account>{ new Account() });'),
            'System.ListException: Row with null Id at index: 0'
        );
    });
});
