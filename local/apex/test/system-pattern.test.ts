import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { failureOf, output, values } from './apex.ts';

/** Whether a whole text matches a pattern, as Apex has it. */
function matches(pattern: string, text: string): boolean {
    const quote = (each: string): string =>
        `'${each.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`;
    return values(`Pattern.matches(${quote(pattern)}, ${quote(text)})`)[0] === 'true';
}

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_pattern_and_matcher_pattern_methods.htm
describe('Pattern', () => {
    test('the language is that of Java', () => {
        const fitting: [string, string][] = [
            ['a*b', 'aaab'],
            ['\\d+\\D\\w+\\W\\s\\S', '12.a_9- x'],
            ['[\\d\\s]+', '1 2'],
            ['[A-Za-z]\\w*(?:\\.[A-Za-z]\\w*){0,5}', 'Contact.Account.Name'],
            ['(?i)ABC', 'abc'],
            ['(?s)a.c', 'a\nc'],
            ['\\Qa.b\\E+', 'a.bbb'],
            ['[\\w.-]+@[\\w.-]+', 'a.b-c@d.example'],
            ['[^\\]]+', 'abc'],
            ['[]a]+', 'a]a'],
            ['\\p{Alpha}\\p{Digit}\\P{L}', 'a1-'],
            ['(a)(b)\\2\\1', 'abba'],
            ['(?<x>a)\\k<x>', 'aa'],
            ['\\u0041\\x42', 'AB'],
            ['{}'.replace('{}', '\\{\\}'), '{}'],
            ['a/b', 'a/b'],
            ['^ab$', 'ab'],
            ['\\h\\S', ' a'],
            ['.', '😀'],
            ['[\\D]', 'a'],
            ['(?=ab)a(?!c)b', 'ab'],
            ['ab(?<=b)', 'ab']
        ];
        for (const [pattern, text] of fitting) {
            assert.ok(matches(pattern, text), `${pattern} matches ${text}`);
        }
        const others: [string, string][] = [
            ['a*b', 'aaabc'],
            ['a.c', 'a\nc'],
            ['\\w', 'é'],
            ['\\d', '٣'],
            ['\\s', '\u00a0'],
            ['ABC', 'abc'],
            ['[a&b]', 'c'],
            ['\\Qa.b\\E', 'axb'],
            ['[\\D]', '1']
        ];
        for (const [pattern, text] of others) {
            assert.ok(!matches(pattern, text), `${pattern} doesn't match ${text}`);
        }
    });

    test('what is no pattern, or is not known here, is refused', () => {
        for (const pattern of [
            '(',
            '[a',
            'a{x}',
            '*a',
            '\\\\q',
            'a*+',
            '[a-z&&b]',
            '(?>a)',
            'a(?i)b'
        ]) {
            assert.match(
                failureOf(`Pattern.compile('${pattern}');`) ?? '',
                /^System\.StringException: Invalid regex: /,
                pattern
            );
        }
    });

    test('a search without an end in sight is given up', () => {
        const text = 'a'.repeat(50);
        for (const call of [
            `'${text}!'.matches('(a+)+b')`,
            `'${text}!'.replaceAll('(a|a)*b', '')`,
            `Pattern.compile('(?:a*)*b').matcher('${text}!').find()`
        ]) {
            assert.equal(
                failureOf(`try { ${call}; } catch (Exception e) { }`),
                'System.LimitException: Regex too complicated',
                call
            );
        }
    });

    test('split, quote and its own text', () => {
        assert.deepEqual(
            values(
                "Pattern.compile('[,;]').split('a,b;c')",
                "Pattern.compile('[,;]').split('a,b;c', 2)",
                "Pattern.compile(Pattern.quote('a.b')).matcher('axb').matches()",
                "Pattern.compile(Pattern.quote('a.b')).matcher('a.b').matches()",
                "Pattern.compile('a+').pattern()"
            ),
            ['(a, b, c)', '(a, b;c)', 'false', 'true', 'a+']
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_pattern_and_matcher_matcher_methods.htm
describe('Matcher', () => {
    test('finds one match after the other', () => {
        assert.deepEqual(
            output(String.raw`Matcher m = Pattern.compile('([a-z])([0-9])?').matcher('a1 b');
                while (m.find()) {
                    System.debug(m.group() + ' ' + m.group(1) + ' ' + m.group(2) + ' ' + m.start() + '-' + m.end() + ' ' + m.start(2));
                }
                System.debug(m.find());
                m.reset();
                System.debug(m.find() + ' ' + m.groupCount());
                System.debug(m.find(1) + ' ' + m.group());
                System.debug(m.reset('z').find() + ' ' + m.group());`),
            ['a1 a 1 0-2 1', 'b b null 3-4 -1', 'false', 'true 2', 'true b', 'true z']
        );
    });

    test('empty matches are found once each', () => {
        assert.deepEqual(
            output(`Matcher m = Pattern.compile('x*').matcher('axb');
                while (m.find()) { System.debug(m.start() + '-' + m.end()); }`),
            ['0-0', '1-2', '2-2', '3-3']
        );
    });

    test('the whole, or the beginning', () => {
        assert.deepEqual(
            values(
                "Pattern.compile('ab').matcher('abc').matches()",
                "Pattern.compile('ab').matcher('abc').lookingAt()",
                "Pattern.compile('bc').matcher('abc').lookingAt()",
                "Pattern.compile('a|ab').matcher('ab').matches()"
            ),
            ['false', 'true', 'false', 'true']
        );
    });

    test('replaces by groups', () => {
        assert.deepEqual(
            values(
                String.raw`Pattern.compile('(\\w+) (\\w+)').matcher('Doe Jane').replaceAll('$2 $1')`,
                String.raw`Pattern.compile('a').matcher('aa').replaceFirst('\\$')`,
                String.raw`Pattern.compile('(?<n>a)').matcher('a').replaceAll('[$` +
                    String.raw`{n}]')`,
                String.raw`'a'.replaceAll('a', Matcher.quoteReplacement('$1'))`
            ),
            ['Jane Doe', '$a', '[a]', '$1']
        );
        assert.equal(failureOf("'a'.replaceAll('a', '$1');"), 'System.StringException: No group 1');
    });

    test('without a match there are no groups', () => {
        assert.equal(
            failureOf("Pattern.compile('a').matcher('b').group();"),
            'System.StringException: No match found'
        );
        assert.equal(
            failureOf("Matcher m = Pattern.compile('a').matcher('a'); m.find(); m.group(1);"),
            'System.StringException: No group 1'
        );
    });
});
