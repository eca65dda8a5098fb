import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import { readArguments, type TestArguments } from '../test-runner/arguments.ts';
import { coverageProblems, percentOf } from '../test-runner/coverage.ts';
import { coverageLines } from '../test-runner/report.ts';
import { runAll, type Tally } from '../test-runner/run-all.ts';

let folder: string;

before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'apex-tests-'));
});

after(() => rm(folder, { recursive: true }));

let projects = 0;

/** Runs the tests of a project of these classes. */
async function runTests(
    classes: Readonly<Record<string, string>>,
    args: Partial<TestArguments> = {}
): Promise<Tally & { lines: string[] }> {
    const project = path.join(folder, String(projects++));
    const target = path.join(project, 'force-app/main/default/classes');
    await mkdir(target, { recursive: true });
    for (const [name, source] of Object.entries(classes)) {
        await writeFile(path.join(target, `${name}.cls`), source);
    }
    const lines: string[] = [];
    const tally = runAll(
        { project, classes: [], watch: false, debug: false, withAer: false, ...args },
        (line) => lines.push(line.replace(/\(\d+ ms\)$/, '(… ms)'))
    );
    return { ...tally, lines };
}

const counter = `public class Counter {
    public static Integer count = 0;
    public static void add() {
        count++;
    }
    public static void never() {
        count = 7;
    }
}`;

describe('tests', () => {
    test('each begins anew: static variables, records and permissions are those after the setup', async () => {
        const { passed, failed, lines } = await runTests({
            Counter: counter,
            CounterTest: `@IsTest
private class CounterTest {
    @TestSetup
    static void insertAccount() {
        insert new Account(Name = 'Acme');
        Counter.add();
    }
    @IsTest
    static void first() {
        check();
    }
    @IsTest
    static void second() {
        check();
    }
    private static void check() {
        Assert.areEqual(0, Counter.count, 'static state');
        Counter.add();
        Counter.never();
        Assert.areEqual(1, [SELECT COUNT() FROM Account], 'records');
        insert new Account(Name = 'Other');
        delete [SELECT Id FROM Account WHERE Name = 'Acme'];
    }
}`,
            NoSetupTest: `@IsTest
private class NoSetupTest {
    @IsTest
    static void nothingIsThere() {
        Assert.areEqual(0, [SELECT COUNT() FROM Account]);
    }
}`
        });
        // Twice: in a new org, and in one as customers may leave it.
        assert.deepEqual({ passed, failed }, { passed: 6, failed: 0 }, lines.join('\n'));
        assert.deepEqual(lines.slice(0, 3), [
            'passed  CounterTest.first (… ms)',
            'passed  CounterTest.second (… ms)',
            'passed  NoSetupTest.nothingIsThere (… ms)'
        ]);
    });

    test('a failure is told with its place, and the places on the way to it', async () => {
        const { failed, lines } = await runTests({
            Divider: `public class Divider {
    public static Integer half(Integer value) {
        return value / 0;
    }
}`,
            DividerTest: `@IsTest
private class DividerTest {
    @IsTest
    static void divides() {
        Divider.half(4);
    }
    @IsTest
    static void asserts() {
        Assert.areEqual(1, 2, 'numbers');
    }
}`
        });
        assert.equal(failed, 4);
        assert.deepEqual(lines.slice(0, 6), [
            'FAILED  DividerTest.divides (… ms)',
            '        System.MathException: Divide by 0',
            '        force-app/main/default/classes/Divider.cls:3 (Divider.half)',
            '        force-app/main/default/classes/DividerTest.cls:5 (DividerTest.divides)',
            'FAILED  DividerTest.asserts (… ms)',
            '        System.AssertException: Assertion Failed: numbers: Expected: 1, Actual: 2'
        ]);
    });

    test('when the setup fails, all tests of the class have', async () => {
        const { passed, failed, lines } = await runTests({
            SetupTest: `@IsTest
private class SetupTest {
    @TestSetup
    static void insertNothing() {
        insert new Account();
    }
    @IsTest
    static void first() {}
    @IsTest
    static void second() {}
}`
        });
        assert.deepEqual({ passed, failed }, { passed: 0, failed: 4 });
        assert.match(lines[1]!, /REQUIRED_FIELD_MISSING/);
    });

    test('some classes alone, whose names are given in any case; coverage is no question then', async () => {
        const test1 = '@IsTest private class OneTest { @IsTest static void one() {} }';
        const classes = {
            Counter: counter,
            OneTest: test1,
            TwoTest: test1.replace('OneTest', 'TwoTest')
        };
        const { passed, failed, lines } = await runTests(classes, { classes: ['twotest'] });
        assert.deepEqual({ passed, failed }, { passed: 2, failed: 0 });
        assert.ok(!lines.some((line) => line.includes('OneTest') || line.includes('Counter')));
        assert.deepEqual((await runTests(classes, { classes: ['nope'] })).lines, [
            'FAILED  There are no such tests'
        ]);
    });

    test('too little coverage of a class fails, and so does too little in sum', async () => {
        const { failed, lines } = await runTests({
            Counter: counter,
            CounterTest: `@IsTest
private class CounterTest {
    @IsTest
    static void adds() {
        Counter.add();
    }
}`
        });
        assert.equal(failed, 2);
        assert.ok(lines.includes('  66 %  Counter (2 of 3, not: 7)'), lines.join('\n'));
        assert.ok(lines.includes('FAILED  Counter: 66 % of its lines ran, less than 75 %'));
        assert.ok(lines.includes('FAILED  In sum 66 % of the lines ran, less than 90 %'));
    });

    test('what can not be loaded is told with file and line, and no test runs', async () => {
        const { passed, failed, lines } = await runTests({
            Broken: 'public class Broken {\n    Integer a = nothing;\n}',
            WrongTest:
                '@IsTest private class WrongTest {\n    @IsTest\n    static Integer answers() { return 1; }\n}'
        });
        assert.deepEqual({ passed, failed }, { passed: 0, failed: 1 });
        assert.match(lines[0]!, /^FAILED  .*Broken\.cls:2:\d+: .*nothing/);
        const { lines: again } = await runTests({
            WrongTest:
                '@IsTest private class WrongTest {\n    @IsTest\n    static Integer answers() { return 1; }\n}'
        });
        assert.match(
            again[0]!,
            /^FAILED  .*WrongTest\.cls:\d+:1: Test methods are static, take nothing and return nothing: answers$/
        );
    });

    test('debug lines are shown on demand, and nobody can be called', async () => {
        const classes = {
            DebugTest: `@IsTest
private class DebugTest {
    @IsTest
    static void debugs() {
        System.debug('told');
        HttpRequest request = new HttpRequest();
        request.setEndpoint('https://example.com');
        request.setMethod('GET');
        try {
            new Http().send(request);
            Assert.fail('called');
        } catch (CalloutException e) {
            System.debug(e.getMessage());
        }
    }
}`
        };
        const shown = (await runTests(classes, { debug: true })).lines.join('\n');
        assert.match(shown, /told/);
        assert.doesNotMatch((await runTests(classes)).lines.join('\n'), /told/);
    });
});

describe('arguments', () => {
    test('are read', () => {
        assert.deepEqual(readArguments([], '/here'), {
            project: '/here',
            classes: [],
            watch: false,
            debug: false,
            withAer: false
        });
        const args = [
            '--class',
            'ATest,BTest',
            '--class',
            'CTest',
            '--watch',
            '--debug',
            '--with',
            'aer',
            '--project',
            '/there'
        ];
        assert.deepEqual(readArguments(args, '/here'), {
            project: '/there',
            classes: ['atest', 'btest', 'ctest'],
            watch: true,
            debug: true,
            withAer: true
        });
    });

    test('that are none are refused', () => {
        for (const args of [
            ['--nope'],
            ['ATest'],
            ['--class'],
            ['--class', '--watch'],
            ['--with', 'other']
        ]) {
            assert.throws(() => readArguments(args, '/here'), RangeError, args.join(' '));
        }
    });
});

describe('coverage', () => {
    test('is rounded down: what is not all is not 100', () => {
        assert.equal(percentOf({ lines: 1000, covered: 999 }), 99);
        assert.equal(percentOf({ lines: 0, covered: 0 }), 100);
    });

    test('just enough is enough', () => {
        const coverage = [
            { name: 'A', lines: 4, covered: 3, missed: [2] },
            { name: 'B', lines: 6, covered: 6, missed: [] }
        ];
        assert.deepEqual(coverageProblems(coverage), []);
        assert.deepEqual(coverageProblems([{ ...coverage[0]!, covered: 2 }]).length, 2);
    });

    test('names the lines that never ran, those beside each other as one', () => {
        const lines = coverageLines([{ name: 'A', lines: 9, covered: 4, missed: [2, 3, 4, 7, 9] }]);
        assert.equal(lines[1], '  44 %  A (4 of 9, not: 2-4, 7, 9)');
    });
});
