import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { failureOf, loadFailures, output } from './apex.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_loops.htm
describe('loops', () => {
    test('for, with break and continue', () => {
        assert.deepEqual(
            output(`for (Integer i = 0, j = 10; i < j; i++, j--) {
                    if (i == 1) { continue; }
                    if (i == 4) { break; }
                    System.debug(i + ' ' + j);
                }
                Integer k = 0;
                for (;;) { if (k++ > 2) break; }
                for (k = 7; k < 8; k++);
                System.debug(k);`),
            ['0 10', '2 8', '3 7', '8']
        );
    });

    test('while and do while', () => {
        assert.deepEqual(
            output(`Integer i = 0;
                while (i < 3) i++;
                do { i *= 2; } while (i < 20);
                System.debug(i);`),
            ['24']
        );
    });

    test('break leaves the inner loop only', () => {
        assert.deepEqual(
            output(`for (Integer i = 0; i < 2; i++) {
                    for (String s : new List<String>{ 'a', 'b' }) {
                        if (s == 'b') { break; }
                        System.debug(i + s);
                    }
                }`),
            ['0a', '1a']
        );
    });

    test('over lists, sets, and what is Iterable', () => {
        assert.deepEqual(
            output(`public class Countdown implements Iterable<Integer>, Iterator<Integer> {
                    private Integer at = 3;
                    public Iterator<Integer> iterator() { return this; }
                    public Boolean hasNext() { return at > 0; }
                    public Integer next() { return at--; }
                }
                for (Long l : new List<Integer>{ 1, 2 }) { System.debug(l); }
                for (String s : new Set<String>{ 'x', 'y', 'x' }) { System.debug(s); }
                for (Integer i : new Countdown()) { System.debug(i); }`),
            ['1', '2', 'x', 'y', '3', '2', '1']
        );
    });

    test('a variable that is declared in a loop is null each time', () => {
        assert.deepEqual(
            output(`for (Integer i = 0; i < 2; i++) {
                    String s;
                    System.debug(s);
                    s = 'set';
                }`),
            ['null', 'null']
        );
    });

    // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_iterating.htm
    test('a collection that a loop goes through cannot be changed', () => {
        const message =
            'System.FinalException: Cannot modify a collection while it is being iterated.';
        assert.equal(
            failureOf(`List<Integer> items = new List<Integer>{ 1, 2 };
                for (Integer i : items) { items.add(i); }`),
            message
        );
        assert.equal(
            failureOf(`Set<Integer> items = new Set<Integer>{ 1, 2 };
                for (Integer i : items) { items.remove(i); }`),
            message
        );
    });

    test('null is no collection', () => {
        assert.equal(
            failureOf('List<Integer> items; for (Integer i : items) { }'),
            'System.NullPointerException: Attempt to de-reference a null object'
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_switch.htm
describe('switch', () => {
    const show = `static String show(String value) {
            switch on value {
                when 'a', 'b' { return 'early'; }
                when null { return 'none'; }
                when else { return 'other'; }
            }
        }`;

    test('on texts, by case', () => {
        assert.deepEqual(
            output(
                `${show} System.debug(show('b')); System.debug(show('B')); System.debug(show(null));`
            ),
            ['early', 'other', 'none']
        );
    });

    test('on numbers and on the result of a call; nothing falls through', () => {
        assert.deepEqual(
            output(`static Integer four() { System.debug('once'); return 4; }
                switch on four() { when -4 { System.debug('minus'); } when 4 { System.debug('four'); } when 5 { System.debug('five'); } }
                Long l = 3000000000L;
                switch on l { when 3000000000L { System.debug('long'); } }
                switch on 9 { when 1 { System.debug('no'); } }`),
            ['once', 'four', 'long']
        );
    });

    test('on enums', () => {
        assert.deepEqual(
            output(`public enum Season { WINTER, SPRING, SUMMER }
                Season s = Season.SUMMER;
                switch on s { when WINTER { System.debug('cold'); } when SPRING, SUMMER { System.debug('warm'); } }`),
            ['warm']
        );
        assert.deepEqual(
            loadFailures(`public enum Season { WINTER }
                Season s;
                switch on s { when AUTUMN { } }`),
            ['anonymous.apex:3: Not a value of Season: AUTUMN']
        );
    });

    test('on the kind of a record', () => {
        assert.deepEqual(
            output(`SObject record = new Contact(LastName = 'Ada');
                switch on record {
                    when Account account { System.debug('account'); }
                    when Contact contact { System.debug(contact.LastName); }
                    when else { System.debug('else'); }
                }`),
            ['Ada']
        );
    });

    test('what does not fit is refused', () => {
        assert.deepEqual(loadFailures("switch on 1 { when 'a' { } }"), [
            "anonymous.apex:1: Expected a value of type Integer: 'a'"
        ]);
        assert.deepEqual(loadFailures('switch on 1 { when 1, 1 { } }'), [
            'anonymous.apex:1: Duplicate when value: 1,1'
        ]);
        assert.deepEqual(loadFailures('switch on 1.5 { when else { } }'), [
            'anonymous.apex:1: Not allowed to switch on type Decimal'
        ]);
        assert.deepEqual(loadFailures('switch on 1 { when else { } when 1 { } }'), [
            'anonymous.apex:1: when else must be last'
        ]);
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_variables.htm
describe('variables', () => {
    test('are seen in their block only, and have one name', () => {
        assert.deepEqual(loadFailures('{ Integer i = 1; } System.debug(i);'), [
            'anonymous.apex:1: Variable does not exist: i'
        ]);
        assert.deepEqual(loadFailures('Integer i = 1; { Integer I = 2; }'), [
            'anonymous.apex:1: Duplicate variable: I'
        ]);
        assert.deepEqual(output('{ Integer i = 1; } { Integer i = 2; System.debug(i); }'), ['2']);
    });
});

describe('the flow of a method', () => {
    test('statements that are never reached are refused', () => {
        for (const text of [
            'static void f() { return; System.debug(1); }',
            'static void f() { throw new MathException(); Integer i; }',
            'static Integer f() { if (true) { return 1; } else { return 2; } Integer i; }',
            'static void f() { while (true) { break; Integer i; } }'
        ]) {
            assert.deepEqual(loadFailures(text), ['anonymous.apex:1: Unreachable statement'], text);
        }
    });

    test('a value is returned whichever way is taken', () => {
        assert.deepEqual(loadFailures('static Integer f(Boolean b) { if (b) { return 1; } }'), [
            'anonymous.apex:1: Missing return statement required return type: Integer'
        ]);
        assert.deepEqual(loadFailures('static Integer f() { while (true) { } }'), [
            'anonymous.apex:1: Missing return statement required return type: Integer'
        ]);
        assert.deepEqual(
            output(`static Integer f(Integer i) {
                    switch on i { when 1 { return 1; } when else { throw new MathException('no'); } }
                }
                static Integer g() { try { return f(2); } catch (MathException e) { return 3; } }
                System.debug(g());`),
            ['3']
        );
    });

    test('break and continue are for loops', () => {
        assert.deepEqual(loadFailures('break;'), ['anonymous.apex:1: break outside a loop']);
        assert.deepEqual(loadFailures('if (true) { continue; }'), [
            'anonymous.apex:1: continue outside a loop'
        ]);
    });
});
