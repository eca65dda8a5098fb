import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { check, failureOf, output } from './apex.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_integer.htm
describe('Integer and Long', () => {
    test('are read from texts', () => {
        check({
            "Integer.valueOf('-12')": '-12',
            "Integer.valueOf('+7')": '7',
            "Integer.valueOf('2147483647')": '2147483647',
            'Integer.valueOf(2.9)': '2',
            "Long.valueOf('9223372036854775807')": '9223372036854775807',
            '1234567.format()': '1,234,567',
            '1234567L.format()': '1,234,567',
            '5.longValue() + 9223372036854775802L': '9223372036854775807',
            '4294967297L.intValue()': '1'
        });
    });

    test('other texts are refused', () => {
        for (const text of ['', ' 1', '1.5', 'abc', '2147483648', '1,000', '0x1']) {
            assert.equal(
                failureOf(`Integer.valueOf('${text}');`),
                `System.TypeException: Invalid integer: ${text}`,
                text
            );
        }
        assert.equal(
            failureOf("Long.valueOf('9223372036854775808');"),
            'System.TypeException: Invalid long: 9223372036854775808'
        );
        assert.match(
            failureOf('String s; Integer.valueOf(s);') ?? '',
            /^System\.NullPointerException: Argument cannot be null/
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
describe('Decimal', () => {
    test('keeps the digits it was given', () => {
        check({
            "Decimal.valueOf('12.50')": '12.50',
            "Decimal.valueOf('12.50').scale()": '2',
            "Decimal.valueOf('123.450').precision()": '6',
            "Decimal.valueOf('12.50').stripTrailingZeros()": '12.5',
            "Decimal.valueOf('1E3').toPlainString()": '1000',
            'Decimal.valueOf(1.5d)': '1.5',
            'Decimal.valueOf(15L)': '15',
            '(-1.50).abs()': '1.50',
            '(2.5).pow(2)': '6.25'
        });
        assert.equal(
            failureOf("Decimal.valueOf('1.2.3');"),
            'System.TypeException: Invalid decimal: 1.2.3'
        );
    });

    test('rounds half to the even digit, or as a mode has it', () => {
        check({
            '(2.5).setScale(0)': '2',
            '(3.5).setScale(0)': '4',
            '(1.005).setScale(2)': '1.00',
            '(1.5).setScale(3)': '1.500',
            '(5.5).round()': '6',
            '(4.5).round()': '4',
            '(4.5).round(System.RoundingMode.HALF_UP)': '5',
            '(-4.5).round(RoundingMode.HALF_DOWN)': '-4',
            '(1.1).round(RoundingMode.UP)': '2',
            '(-1.9).round(RoundingMode.DOWN)': '-1',
            '(-1.1).round(RoundingMode.CEILING)': '-1',
            '(-1.1).round(RoundingMode.FLOOR)': '-2',
            '(19.0).divide(100, 3)': '0.190',
            '(21.0).divide(9, 2, RoundingMode.UP)': '2.34'
        });
        assert.equal(
            failureOf('(1.5).round(RoundingMode.UNNECESSARY);'),
            'System.MathException: Rounding necessary'
        );
        assert.equal(failureOf('(1.5).divide(0, 2);'), 'System.MathException: Divide by 0');
    });

    test('becomes a whole number without what is behind the point', () => {
        check({
            '(1.9).intValue()': '1',
            '(-1.9).longValue()': '-1',
            '(1.5).doubleValue()': '1.5'
        });
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_double.htm
describe('Double and Boolean', () => {
    test('are read from texts', () => {
        check({
            "Double.valueOf('3.14')": '3.14',
            "Double.valueOf('1e3')": '1000.0',
            '(3.7d).intValue()': '3',
            '(3.7d).longValue()': '3',
            '(3.7d).round()': '4',
            "Boolean.valueOf('TRUE')": 'true',
            "Boolean.valueOf('yes')": 'false'
        });
        assert.equal(failureOf("Double.valueOf('x');"), 'System.TypeException: Invalid double: x');
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_math.htm
describe('Math', () => {
    test('computes in the type it is given', () => {
        check({
            'Math.abs(-3)': '3',
            'Math.abs(-3L)': '3',
            'Math.abs(-3.50)': '3.50',
            'Math.abs(-2147483647 - 1)': '-2147483648',
            'Math.abs(-9223372036854775807L - 1)': '-9223372036854775808',
            'Math.max(3, 12)': '12',
            'Math.max(3L, 12)': '12',
            'Math.max(1.5, 12)': '12',
            'Math.max(12, 1.5)': '12',
            'Math.min(3, 12)': '3',
            'Math.min(3.5d, 2.5d)': '2.5',
            'Math.min(3.5, 12)': '3.5',
            'Math.min(12, 3.5)': '3.5',
            'Math.mod(12, 5)': '2',
            'Math.mod(-7, 3)': '-1',
            'Math.mod(12L, 5L)': '2',
            'Math.ceil(4.2)': '5',
            'Math.floor(-4.2)': '-5',
            'Math.round(4.5)': '4',
            'Math.round(5.5)': '6',
            'Math.roundToLong(2.4)': '2',
            'Math.signum(-4.0)': '-1',
            'Math.pow(2, 10)': '1024.0',
            'Math.sqrt(9.0)': '3.0'
        });
        assert.equal(failureOf('Math.mod(1, 0);'), 'System.MathException: Divide by 0');
    });

    test('random numbers are from 0 to 1', () => {
        assert.deepEqual(
            output(`Boolean isWithin = true;
                for (Integer i = 0; i < 100; i++) { Double x = Math.random(); isWithin = isWithin && x >= 0 && x < 1; }
                System.debug(isWithin);`),
            ['true']
        );
    });
});
