import { projectFolders, readProject, type Project } from '../data/metadata/project.ts';
import { ApexLoadErrors } from '../language/errors.ts';
import type { TestArguments } from './arguments.ts';
import { coverageOf, coverageProblems } from './coverage.ts';
import { asCustomersLeaveIt, deploy } from './orgs.ts';
import { coverageLines, resultLines } from './report.ts';
import { runTestClass, type TestResult } from './run-tests.ts';
import { testClassesIn } from './test-classes.ts';

export interface Tally {
    readonly passed: number;
    readonly failed: number;
}

/**
 * Runs the tests of a project in an org as the project makes it, and once more in one as customers may leave it.
 * @param print is given each line of the report
 */
export function runAll(
    { project: root, classes, debug }: TestArguments,
    print: (line: string) => void
): Tally {
    try {
        const project = readProject(projectFolders(root));
        const write = debug ? print : () => undefined;
        return runBoth(project, root, classes, print, write);
    } catch (error) {
        const errors = error instanceof ApexLoadErrors ? error.errors : [error as Error];
        errors.forEach(({ message }) => {
            print(`FAILED  ${message}`);
        });
        return { passed: 0, failed: errors.length };
    }
}

function runBoth(
    project: Project,
    root: string,
    classes: readonly string[],
    print: (line: string) => void,
    write: (line: string) => void
): Tally {
    const tests = runIn(project, root, classes, write, (result) => {
        resultLines(result).forEach(print);
    });
    const { results, coverage } = tests;
    if (results.length === 0) {
        print('FAILED  There are no such tests');
        return { passed: 0, failed: 1 };
    }
    // Of some classes alone, coverage says nothing.
    const problems = classes.length === 0 ? coverageProblems(coverage) : [];
    if (classes.length === 0) {
        print('');
        coverageLines(coverage).forEach(print);
    }
    print('');
    print(
        'In an org as customers may leave it: without our records and flows, in another language'
    );
    const again = runIn(asCustomersLeaveIt(project), root, classes, write, (result) => {
        if (result.failure) {
            resultLines(result).forEach(print);
        }
    });
    const all = [...results, ...again.results];
    const failed = all.filter(({ failure }) => failure !== null).length;
    return { passed: all.length - failed, failed: failed + problems.length };
}

function runIn(
    project: Project,
    root: string,
    classes: readonly string[],
    write: (text: string) => void,
    tell: (result: TestResult) => void
): { results: TestResult[]; coverage: ReturnType<typeof coverageOf> } {
    const { org, loaded } = deploy(project, write);
    const results: TestResult[] = [];
    for (const testClass of testClassesIn(loaded)) {
        if (classes.length > 0 && !classes.includes(testClass.name.toLowerCase())) {
            continue;
        }
        for (const result of runTestClass(org, loaded, testClass, root)) {
            results.push(result);
            tell(result);
        }
    }
    return { results, coverage: coverageOf(loaded) };
}
