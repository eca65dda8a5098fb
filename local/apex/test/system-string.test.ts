import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { check, failureOf, loadFailures, output, values } from './apex.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm
describe('String', () => {
    test('parts by position', () => {
        check({
            "'hamburger'.substring(3)": 'burger',
            "'hamburger'.substring(4, 8)": 'urge',
            "'abc'.substring(3)": '',
            "'abcdaacd'.left(3)": 'abc',
            "'ab'.left(3)": 'ab',
            "'ab'.left(-1)": '',
            "'Hello Max'.right(3)": 'Max',
            "'ab'.right(3)": 'ab',
            "'ab'.right(0)": '',
            "'abcde'.mid(2, 3)": 'cde',
            "'abcde'.mid(-2, 3)": 'abc',
            "'abcde'.mid(9, 3)": '',
            "'\\u03a9 is Ohm.'.charAt(0)": '937',
            "'\\u03a9 is Ohm.'.codePointAt(0)": '937',
            "'ab'.getChars()": '(97, 98)',
            "'abc'.length()": '3'
        });
    });

    test('positions outside of the text are refused', () => {
        for (const call of ['substring(4)', 'substring(2, 1)', 'substring(0, 4)', 'charAt(3)']) {
            assert.match(
                failureOf(`String s = 'abc'; s.${call};`) ?? '',
                /^System\.StringException: Ending position out of bounds: /,
                call
            );
        }
        assert.equal(
            failureOf("'abc'.substring(-1);"),
            'System.StringException: Starting position out of bounds: -1'
        );
    });

    test('parts by what is around them', () => {
        check({
            "'Salesforce.Lightning.com'.substringAfter('.')": 'Lightning.com',
            "'Salesforce.Lightning.com'.substringAfterLast('.')": 'com',
            "'Salesforce.Lightning.com'.substringBefore('.')": 'Salesforce',
            "'Salesforce.Lightning.com'.substringBeforeLast('.')": 'Salesforce.Lightning',
            "'abc'.substringBefore('.')": 'abc',
            "'abc'.substringAfter('.')": '',
            "'tagYellowtag'.substringBetween('tag')": 'Yellow',
            "'xYellowy'.substringBetween('x', 'y')": 'Yellow',
            "'xYellow'.substringBetween('x', 'y')": 'null'
        });
    });

    test('where a part is', () => {
        check({
            "'abcde'.indexOf('cd')": '2',
            "'abcda'.indexOf('a', 1)": '4',
            "'abcde'.indexOf('x')": '-1',
            "'abcde'.indexOfIgnoreCase('CD')": '2',
            "'abcde'.indexOfAny('xc')": '2',
            "'abcda'.lastIndexOf('a')": '4',
            "'abcda'.lastIndexOf('a', 3)": '0',
            "'abcda'.lastIndexOf('a', -1)": '-1',
            "'Hello Jane, Hello'.countMatches('Hello')": '2'
        });
    });

    test('questions by case, and without', () => {
        check({
            "'abcde'.contains('bc')": 'true',
            "'abcde'.contains('BC')": 'false',
            "'abcde'.containsIgnoreCase('BC')": 'true',
            "'hello'.containsAny('hx')": 'true',
            "'hello'.containsAny('x')": 'false',
            "'abcde'.containsNone('fg')": 'true',
            "'abba'.containsOnly('abcd')": 'true',
            "'abba xyz'.containsOnly('abcd')": 'false',
            "'a\\tb'.containsWhitespace()": 'true',
            "'abc'.startsWith('AB')": 'false',
            "'abc'.startsWithIgnoreCase('AB')": 'true',
            "'abc'.endsWith('BC')": 'false',
            "'abc'.endsWithIgnoreCase('BC')": 'true',
            "'abc'.equals('ABC')": 'false',
            "'abc'.equalsIgnoreCase('ABC')": 'true',
            "'abc'.equals(null)": 'false',
            "'abcde'.compareTo('abcd')": '1',
            "'b'.compareTo('a') > 0": 'true',
            "'abc'.hashCode()": '96354'
        });
    });

    test('what kind of characters it has', () => {
        check({
            "'abc'.isAllLowerCase()": 'true',
            "'aBc'.isAllLowerCase()": 'false',
            "'ABC'.isAllUpperCase()": 'true',
            "'abc'.isAlpha()": 'true',
            "'ab1'.isAlpha()": 'false',
            "''.isAlpha()": 'false',
            "'ab1'.isAlphanumeric()": 'true',
            "'12'.isNumeric()": 'true',
            "'1.2'.isNumeric()": 'false',
            "' \\t'.isWhitespace()": 'true',
            "'a b'.isAlphaSpace()": 'true',
            "'1 2'.isNumericSpace()": 'true'
        });
    });

    test('blank and empty are asked of null, too', () => {
        check({
            'String.isBlank(null)': 'true',
            "String.isBlank(' \\n')": 'true',
            "String.isBlank('a')": 'false',
            'String.isNotBlank(null)': 'false',
            'String.isEmpty(null)': 'true',
            "String.isEmpty(' ')": 'false',
            "String.isNotEmpty('')": 'false'
        });
    });

    test('texts made of another', () => {
        check({
            "'Hello Maximillian'.abbreviate(8)": 'Hello...',
            "'hello maximillian'.capitalize()": 'Hello maximillian',
            "'HELLO'.uncapitalize()": 'hELLO',
            "'hello'.center(9)": '  hello  ',
            "'hello'.center(9, '-')": '--hello--',
            "' a\\t b '.deleteWhitespace()": 'ab',
            "'abc'.leftPad(5)": '  abc',
            "'abc'.leftPad(5, '0')": '00abc',
            "'abc'.rightPad(5) + '|'": 'abc  |',
            "'Salesforce \\t    force.com'.normalizeSpace()": 'Salesforce force.com',
            "'SFDC'.repeat(2)": 'SFDCSFDC',
            "'SFDC'.repeat(', ', 2)": 'SFDC, SFDC',
            "'Hello'.reverse()": 'olleH',
            "'Force.com'.swapCase()": 'fORCE.COM',
            "'aB'.toLowerCase() + 'aB'.toUpperCase()": 'abAB',
            "'\\n a \\t'.trim()": 'a',
            "'<b>hello</b>'.stripHtmlTags()": 'hello'
        });
        assert.equal(
            failureOf("'abcdef'.abbreviate(3);"),
            'System.IllegalArgumentException: Minimum abbreviation width is 4'
        );
    });

    test('no text is larger than the heap', () => {
        for (const call of [
            'repeat(2000000000)',
            "repeat(',', 2000000000)",
            'leftPad(2000000000)',
            'center(2000000000)'
        ]) {
            assert.equal(
                failureOf(`'ab'.${call};`)?.split(':').slice(0, 2).join(':'),
                'System.LimitException: Apex heap size too large',
                call
            );
        }
        assert.deepEqual(
            values("'ab'.repeat(0) + 'ab'.repeat(-1) + ''.repeat(3)", "'a'.repeat(',', 1)"),
            ['', 'a']
        );
    });

    test('parts taken out and put in', () => {
        check({
            "'Salesforce and force.com'.remove('force')": 'Sales and .com',
            "'Salesforce and force.com'.removeStart('Sales')": 'force and force.com',
            "'Salesforce and force.com'.removeStartIgnoreCase('sales')": 'force and force.com',
            "'Salesforce and force.com'.removeEnd('.com')": 'Salesforce and force',
            "'Salesforce and force.com'.removeEndIgnoreCase('.COM')": 'Salesforce and force',
            "'a.b.c'.replace('.', '$1')": 'a$1b$1c',
            "'a1b22'.replaceAll('[0-9]+', '#')": 'a#b#',
            "'a1b22'.replaceFirst('[0-9]+', '#')": 'a#b22'
        });
    });

    test('what has a meaning elsewhere is escaped', () => {
        check({
            [String.raw`String.escapeSingleQuotes('It\'s')`]: String.raw`It\'s`,
            [String.raw`'Max1, "Max2"'.escapeCsv()`]: '"Max1, ""Max2"""',
            [String.raw`'"grade": 3.9/4.0'.escapeEcmaScript()`]: String.raw`\"grade\": 3.9\/4.0`,
            "'<Black&White>'.escapeHtml4()": '&lt;Black&amp;White&gt;',
            "'<Black&White>'.escapeXml()": '&lt;Black&amp;White&gt;',
            "'&lt;Black&amp;White&gt; &#65;'.unescapeXml()": '<Black&White> A',
            "'De onde voc\\u00ea'.escapeUnicode()": String.raw`De onde voc\u00EA`
        });
    });

    test('split leaves out empty parts at the end, unless it is told how many there are', () => {
        check({
            "'boo:and:foo'.split(':')": '(boo, and, foo)',
            "'boo:and:foo'.split(':', 2)": '(boo, and:foo)',
            "'boo:and:foo'.split('o')": '(b, , :and:f)',
            "'boo:and:foo'.split('o', 5)": '(b, , :and:f, , )',
            "'boo:and:foo'.split('o', -2)": '(b, , :and:f, , )',
            "'a.b'.split('\\\\.')": '(a, b)',
            "'ab'.split('')": '(a, b)',
            "''.split(',').size()": '1',
            "'abc'.split(',')": '(abc)',
            "','.split(',').size()": '0'
        });
    });

    test('format and join', () => {
        check({
            "String.format('Hello {0}, shall we {1}?', new List<Object>{ 'David', 1 })":
                'Hello David, shall we 1?',
            [String.raw`String.format('It\'\'s {0} \'{0}\'', new List<String>{ 'a' })`]:
                "It's a {0}",
            "String.format('{1}', new List<String>{ 'a' })": '{1}',
            "String.join(new List<Integer>{ 1, 2, 3 }, '/')": '1/2/3',
            "String.join(new Set<String>{ 'a', 'b' }, ', ')": 'a, b',
            "String.getCommonPrefix(new List<String>{ 'SFDCApex', 'SFDCVisualforce' })": 'SFDC',
            'String.fromCharArray(new List<Integer>{ 74, 65 })': 'JA'
        });
        assert.equal(
            failureOf("String.format('{a}', new List<String>());"),
            "System.StringException: can't parse argument number: a}"
        );
    });

    test('valueOf', () => {
        check({
            'String.valueOf(1)': '1',
            'String.valueOf(1.50)': '1.50',
            'String.valueOf(1.0d)': '1.0',
            'String.valueOf(true)': 'true',
            'String.valueOf(Date.newInstance(2026, 7, 5))': '2026-07-05',
            "String.valueOf(Blob.valueOf('abc'))": 'Blob[3]',
            'String.valueOf(null) == null': 'true'
        });
    });

    test('null is no text', () => {
        assert.match(
            failureOf('String s; s.length();') ?? '',
            /^System\.NullPointerException: Attempt to de-reference a null object/
        );
        assert.match(
            failureOf("String s; 'abc'.contains(s);") ?? '',
            /^System\.NullPointerException: Argument cannot be null/
        );
        assert.deepEqual(output("String s; System.debug(s?.length()); System.debug('' + s);"), [
            'null',
            'null'
        ]);
    });

    test('what is not there is refused when it is loaded', () => {
        assert.deepEqual(loadFailures("\n'abc'.padLeft(3);"), [
            'anonymous.apex:2: Method does not exist or incorrect signature: padLeft(Integer)'
        ]);
    });
});
