import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { failureOf, loadFailures, output, values } from './apex.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_primitives.htm
describe('literals', () => {
    test('numbers have the type that they are written as', () => {
        assert.deepEqual(values('1', '1L', '1.50', '1.5d', '-2147483647'), [
            '1',
            '1',
            '1.50',
            '1.5',
            '-2147483647'
        ]);
        assert.deepEqual(
            output(`Object i = 1; Object l = 1L; Object d = 1.5; Object f = 1.5d;
                System.debug(i instanceof Integer); System.debug(i instanceof Long);
                System.debug(l instanceof Long); System.debug(d instanceof Decimal); System.debug(f instanceof Double);`),
            ['true', 'false', 'true', 'true', 'true']
        );
    });

    test('numbers out of range are refused', () => {
        assert.deepEqual(loadFailures('Integer i = -2147483648;'), [
            'anonymous.apex:1: Illegal integer: 2147483648'
        ]);
        assert.deepEqual(loadFailures('Long l = 9223372036854775808L;'), [
            'anonymous.apex:1: Illegal long: 9223372036854775808'
        ]);
    });

    test('texts have escapes', () => {
        assert.deepEqual(values(String.raw`'a\tb\'c\\d\u0041\"'`, String.raw`'\n'.length()`), [
            'a\tb\'c\\dA"',
            '1'
        ]);
        assert.match(loadFailures(String.raw`String s = '\q';`)[0]!, /^anonymous\.apex:1: /);
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
describe('operators', () => {
    test('Integers and Longs wrap around', () => {
        assert.deepEqual(
            values(
                '2147483647 + 1',
                '-2147483647 - 2',
                '65536 * 65536',
                '123456789 * 1000',
                '9223372036854775807L + 1',
                '2147483647 + 1L'
            ),
            ['-2147483648', '2147483647', '0', '-1097262584', '-9223372036854775808', '2147483648']
        );
    });

    test('division of Integers drops the remainder, of Decimals does not', () => {
        assert.deepEqual(values('7 / 2', '-7 / 2', '7 / 2.0', '1.0 / 8'), [
            '3',
            '-3',
            '3.5',
            '0.125'
        ]);
        for (const expression of ['1 / 0', '1L / 0L', '1.0 / 0', '1.0d / 0']) {
            assert.equal(
                failureOf(`System.debug(${expression});`),
                'System.MathException: Divide by 0',
                expression
            );
        }
    });

    test('bits', () => {
        assert.deepEqual(
            values('5 & 3', '5 | 3', '5 ^ 3', '~5', '1 << 33', '-8 >> 1', '-8 >>> 28', '1L << 40'),
            ['1', '7', '6', '-6', '2', '-4', '15', '1099511627776']
        );
    });

    test('texts are joined with anything', () => {
        assert.deepEqual(values("'a' + null", "1 + 2 + 'a' + 1 + 2", "'' + 1.50 + true"), [
            'anull',
            '3a12',
            '1.50true'
        ]);
    });

    test('== of texts ignores case, equals does not', () => {
        assert.deepEqual(values("'Ab' == 'aB'", "'Ab' != 'aB'", "'Ab'.equals('aB')", "'a' < 'B'"), [
            'true',
            'false',
            'false',
            'true'
        ]);
    });

    test('== of numbers compares values whatever their type', () => {
        assert.deepEqual(values('1 == 1.0', '1L == 1', '1.50 == 1.5', '1 <> 2'), [
            'true',
            'true',
            'true',
            'true'
        ]);
    });

    test('== of lists compares contents, === asks for the same one', () => {
        assert.deepEqual(
            output(`List<Integer> a = new List<Integer>{ 1, 2 };
                List<Integer> b = new List<Integer>{ 1, 2 };
                List<Integer> c = a;
                System.debug(a == b); System.debug(a === b); System.debug(a === c); System.debug(a !== b);`),
            ['true', 'false', 'true', 'true']
        );
    });

    test('null is no Boolean and no number', () => {
        const message = 'System.NullPointerException: Attempt to de-reference a null object';
        for (const statement of [
            'Boolean b; if (b) { System.debug(1); }',
            'Boolean b; Boolean c = b && true;',
            'Boolean b; Boolean c = !b;',
            'Integer i; Integer j = i + 1;',
            'Integer i; i++;',
            'Decimal d; d += 1;'
        ]) {
            assert.equal(failureOf(statement), message, statement);
        }
        assert.deepEqual(output('Integer i; System.debug(i < 1); System.debug(i == null);'), [
            'false',
            'true'
        ]);
    });

    test('&& and || leave out what does not matter', () => {
        assert.deepEqual(
            output(`static Boolean say(Boolean value) { System.debug(value); return value; }
                Boolean a = say(false) && say(true);
                Boolean b = say(true) || say(false);`),
            ['false', 'true']
        );
    });

    test('assignments are expressions', () => {
        assert.deepEqual(
            output(`Integer a, b;
                a = b = 3;
                a += b *= 2;
                System.debug(a + ' ' + b + ' ' + a++ + ' ' + ++a + ' ' + a-- + ' ' + --a);
                String s = 'x'; s += 1; System.debug(s);
                Integer i = 6; i <<= 1; i |= 1; i ^= 2; i &= 14; System.debug(i);`),
            ['9 6 9 11 11 9', 'x1', '14']
        );
    });

    test('an index is found once', () => {
        assert.deepEqual(
            output(`Integer[] items = new Integer[]{ 10, 20, 30 };
                Integer i = 0;
                items[i++] += 5;
                items[i]--;
                System.debug(items + ' ' + i);`),
            ['(15, 19, 30) 1']
        );
    });

    test('operators that do not fit are refused', () => {
        const wrong = [
            ['Integer i = 1 + true;', "Operator + can't be applied to Integer and Boolean"],
            ['Integer i = 1L;', 'Illegal assignment from Long to Integer'],
            ['Integer i = 1; i += 1.5;', 'Illegal assignment from Decimal to Integer'],
            [
                "Boolean b = 1 == 'a';",
                'Comparison arguments must be compatible types: Integer, String'
            ],
            [
                "Boolean b = 'a' < 1;",
                'Comparison arguments must be compatible types: String, Integer'
            ],
            ["Object o = true ? 1 : 'a';", 'Incompatible types: Integer, String'],
            ['if (1) { }', 'Illegal assignment from Integer to Boolean'],
            ['final Integer i = 1; i = 2;', "Can't be assigned to: i"],
            ['5 = 3;', "Can't be assigned to: 5"],
            ['1 + 1;', 'Expression cannot be a statement: 1+1']
        ];
        for (const [text, reason] of wrong) {
            assert.deepEqual(loadFailures(text!), [`anonymous.apex:1: ${reason!}`]);
        }
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SafeNavigationOperator.htm
describe('safe navigation', () => {
    test('null leaves out the rest of the chain', () => {
        assert.deepEqual(
            output(`String s; List<String> items = new List<String>{ null, 'ab' };
                System.debug(s?.trim().length());
                System.debug(items[0]?.length());
                System.debug(s?.split(',')[0].length());
                System.debug(items[1]?.split('b')[0]);
                System.debug(items[1]?.length());
                System.debug(s?.trim() ?? 'none');
                System.debug(s?.trim() == null);`),
            ['null', 'null', 'null', 'a', '2', 'none', 'true']
        );
    });

    test('what is left out is not computed', () => {
        assert.deepEqual(
            output(`static Integer say() { System.debug('said'); return 0; }
                String s;
                System.debug(s?.substring(say()));`),
            ['null']
        );
    });

    test('null after the chain is null as ever', () => {
        assert.equal(
            failureOf('String s; Integer i = (s?.trim()).length();'),
            'System.NullPointerException: Attempt to de-reference a null object'
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_NullCoalescingOperator.htm
test('?? computes the right side only for null', () => {
    assert.deepEqual(
        output(`static String say() { System.debug('said'); return 'b'; }
            String a = 'a'; String none;
            System.debug(a ?? say());
            System.debug(none ?? say());
            System.debug(none ?? none ?? 'c');`),
        ['a', 'said', 'b', 'c']
    );
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_type_conversion.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_casting.htm
describe('casts', () => {
    test('numbers widen by themselves', () => {
        assert.deepEqual(
            output(`Integer i = 3; Long l = i; Double d = l; Decimal c = i;
                Object o = l; System.debug(o instanceof Long);
                System.debug(d); System.debug(c);`),
            ['true', '3.0', '3']
        );
    });

    test('numbers that are known to be such can be narrowed', () => {
        assert.deepEqual(values('(Integer) 3.9', '(Integer) -3.9', '(Long) 3.9d', '(Integer) 5L'), [
            '3',
            '-3',
            '3',
            '5'
        ]);
    });

    test('an Object is what it is', () => {
        assert.equal(
            failureOf("Object o = 'a'; Integer i = (Integer) o;"),
            'System.TypeException: Invalid conversion from runtime type String to Integer'
        );
        assert.equal(
            failureOf('Object o = 1.5; Integer i = (Integer) o;'),
            'System.TypeException: Invalid conversion from runtime type Decimal to Integer'
        );
        assert.deepEqual(output('Object o = null; String s = (String) o; System.debug(s);'), [
            'null'
        ]);
    });

    test('collections are of one type', () => {
        assert.equal(
            failureOf(`Object o = new List<Object>{ 'a' }; List<String> items = (List<String>) o;`),
            'System.TypeException: Invalid conversion from runtime type List<Object> to List<String>'
        );
        assert.deepEqual(
            output(`Object o = new Map<String, Object>{ 'a' => 1 };
                System.debug(o instanceof Map<String, Object>); System.debug(o instanceof Map<String, String>);
                List<Object> items = new List<String>{ 'a' }; System.debug(items);`),
            ['true', 'false', '(a)']
        );
    });

    // https://salesforce.stackexchange.com/questions/145428
    test('lists and the values of maps widen, sets and keys do not', () => {
        assert.deepEqual(
            output(`Map<Id, Object> m = new Map<Id, String>(); List<Object> l = new List<String>();
                Map<Id, SObject> records = new Map<Id, Contact>(); Iterable<String> i = new Set<String>();
                System.debug(m.size() + l.size() + records.size());`),
            ['0']
        );
        for (const [to, from] of [
            ['Set<Object>', 'Set<String>'],
            ['Set<SObject>', 'Set<Account>'],
            ['Map<Object, String>', 'Map<Id, String>'],
            ['List<Long>', 'List<Integer>']
        ]) {
            assert.deepEqual(loadFailures(`${to!} a = new ${from!}();`), [
                `anonymous.apex:1: Illegal assignment from ${from!} to ${to!}`
            ]);
            assert.deepEqual(loadFailures(`${from!} a; Object b = (${to!}) a;`), [
                `anonymous.apex:1: Incompatible types since an instance of ${from!} is never an instance of ${to!}`
            ]);
        }
    });

    test('what can never be is refused', () => {
        assert.deepEqual(loadFailures("Integer i = (Integer) 'a';"), [
            'anonymous.apex:1: Incompatible types since an instance of String is never an instance of Integer'
        ]);
        assert.deepEqual(loadFailures("Boolean b = 'a' instanceof Integer;"), [
            'anonymous.apex:1: Operation instanceof is always false since an instance of String is never an instance of Integer'
        ]);
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_case_sensitivity.htm
test('identifiers ignore case', () => {
    assert.deepEqual(
        output(`STRING Text = 'a'; SYSTEM.Debug(tEXT.LENGTH());
            MAP<string, INTEGER> m = NEW map<String, Integer>{ 'a' => 1 }; system.debug(M.GET('a') == NULL);`),
        ['1', 'false']
    );
});
