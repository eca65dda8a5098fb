import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { failureOf, loadFailures, run } from './apex.ts';

describe('what cannot be loaded is refused with file, line and name', () => {
    test('errors of syntax', () => {
        for (const [text, line] of [
            ['public class A {\n    Integer i =;\n}', 2],
            ['public class A {\n    void f() { if (true { } }\n}', 2],
            ["public class A {\n\n    String s = 'open;\n}", 3],
            ['public class A {', 1],
            ['', 1],
            ['not Apex at all', 1],
            ['trigger T on Account (before insert) { }', 1]
        ] as const) {
            const failures = loadFailures('', { classes: { 'A.cls': text } });
            assert.match(failures[0] ?? 'loaded', new RegExp(`^A\\.cls:${String(line)}: `), text);
        }
    });

    test('unknown names', () => {
        const wrong = [
            ['Missing m;', 'Invalid type: Missing'],
            ['new Missing();', 'Invalid type: Missing'],
            ['List<Missing> m;', 'Invalid type: Missing'],
            ['Map<String> m;', 'Invalid type: Map'],
            ['missing = 1;', 'Variable does not exist: missing'],
            ['Missing.run();', 'Variable does not exist: Missing'],
            ['missing();', 'Method does not exist or incorrect signature: missing()'],
            [
                "String.missing('a');",
                'Method does not exist or incorrect signature: missing(String)'
            ],
            ["'a'.missing();", 'Method does not exist or incorrect signature: missing()'],
            ["Integer i = 'a'.missing;", 'Variable does not exist: missing of String'],
            ['Contact c; c.Missing__c = 1;', 'Variable does not exist: Missing__c of Contact'],
            ['new Contact(Missing__c = 1);', 'Field does not exist: Contact.Missing__c'],
            ['Database.missing();', 'Method does not exist or incorrect signature: missing()'],
            ['Messaging.sendEmail(null);', 'Variable does not exist: Messaging']
        ];
        for (const [text, reason] of wrong) {
            assert.deepEqual(loadFailures(text!), [`anonymous.apex:1: ${reason!}`], text);
        }
    });

    test('all errors are told at once', () => {
        assert.deepEqual(
            loadFailures('', {
                classes: {
                    'A.cls': `public class A {
                        void f() { Integer i = 'a'; }
                        void g() { missing(); }
                    }`,
                    'B.cls': 'public class B { Integer i = true; }'
                }
            }),
            [
                'A.cls:2: Illegal assignment from String to Integer',
                'A.cls:3: Method does not exist or incorrect signature: missing()',
                'B.cls:1: Illegal assignment from Boolean to Integer'
            ]
        );
    });

    test('what this runtime does not know', () => {
        for (const text of [
            'merge a b;',
            "List<List<SObject>> found = [FIND 'x' IN ALL FIELDS RETURNING Contact];",
            'Integer i = Trigger.size;',
            'String s = System.Label.Greeting;',
            'String s = Label.Greeting;',
            'public class A { @future static void f() { } }',
            'public class A { webservice static void f() { } }',
            'public class A { @HttpGet static void f() { } }',
            "@RestResource(urlMapping='/a') public class A { }",
            '@IsTest(SeeAllData=true) public class A { }',
            'System.enqueueJob(null);',
            'Messaging.SingleEmailMessage m;',
            'System.runAs(new Version(1, 0)) { }',
            'Account account; SObjectType t = Account.SObjectType;'
        ]) {
            assert.match(loadFailures(text)[0] ?? 'loaded', /^anonymous\.apex:1: /, text);
        }
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
describe('what never ends is ended', () => {
    test('endless recursion', () => {
        const { failure } = run(
            `static Integer f(Integer i) {
                return f(i + 1);
            }
            f(0);`
        );
        assert.match(failure!, /^System\.LimitException: Maximum stack depth reached: 1001\n/);
        assert.match(failure!, /\nClass\.AnonymousBlock\.f: line 2, column 1\n/);
    });

    test('endless recursion by constructors, getters, initializers, toString and operators', () => {
        for (const text of [
            'public class A { public A() { new A(); } } new A();',
            'public class A { A other = new A(); } new A();',
            'public class A { public Integer i { get { return j; } } public Integer j { get { return i; } } } Integer k = new A().i;',
            "public class A { public override String toString() { return '' + this; } } System.debug(new A());",
            'public class A { public Boolean equals(Object o) { return this == o; } public Integer hashCode() { return 1; } } Boolean b = new A() == new A();'
        ]) {
            assert.match(
                failureOf(text) ?? 'ended',
                /^System\.LimitException: Maximum stack depth reached/,
                text
            );
        }
    });

    test('endless loops', () => {
        for (const text of [
            'while (true) { }',
            'while (true);',
            'for (;;);',
            'do { } while (true);',
            'for (Integer i = 0; i < 1; ) { continue; }',
            'Iterator<Integer> i;\npublic class Forever implements Iterable<Integer>, Iterator<Integer> { public Iterator<Integer> iterator() { return this; } public Boolean hasNext() { return true; } public Integer next() { return 1; } }\nfor (Integer j : new Forever());'
        ]) {
            assert.equal(
                failureOf(text),
                'System.LimitException: Apex CPU time limit exceeded',
                text
            );
        }
    });

    test('no catch and no finally holds it up', () => {
        const { lines, failure } = run(
            `while (true) { try { while (true); } catch (Exception e) { System.debug('caught'); } finally { System.debug('finally'); } }`
        );
        assert.deepEqual(lines, []);
        assert.match(failure!, /^System\.LimitException/);
    });

    test('what needs too much memory', () => {
        for (const text of [
            'List<Integer> items = new List<Integer>(); for (Integer i = 0; i < 2000000; i++) { items.add(i); }',
            'List<Integer> items = new List<Integer>{ 1 }; while (true) { items.addAll(items); }',
            "String s = 'abc'; while (true) { s += s; }",
            'List<Integer> items = new Integer[2000000];',
            "String s = 'abcdefgh'.repeat(1000000000);",
            'Set<Integer> items = new Set<Integer>(); for (Integer i = 0; i < 2000000; i++) { items.add(i); }',
            'Map<Integer, Integer> items = new Map<Integer, Integer>(); for (Integer i = 0; i < 2000000; i++) { items.put(i, i); }'
        ]) {
            assert.match(
                failureOf(text) ?? 'ended',
                /^System\.LimitException: Apex (heap size|CPU time)/,
                text
            );
        }
    });

    test('a list that goes up to the limit is none of these', () => {
        assert.equal(
            failureOf(
                'List<Integer> items = new List<Integer>(); for (Integer i = 0; i < 1000000; i++) { items.add(i); } Assert.areEqual(1000000, items.size());'
            ),
            null
        );
    });
});

test('the runtime is as before after a failure', () => {
    const { runtime } = run('static void f() { f(); } f();');
    assert.equal(runtime.frames.length, 0);
});
