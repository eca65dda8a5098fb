import { performance } from 'node:perf_hooks';

import type { ApexOrg } from '../data/create-runtime.ts';
import type { LoadedClass } from '../language/loader.ts';
import type { Method } from '../language/types.ts';
import { failureOf, type Failure } from './places.ts';
import type { TestClass } from './test-classes.ts';

export interface TestResult {
    readonly className: string;
    readonly method: string;
    readonly milliseconds: number;
    /** Null for a test that passed. */
    readonly failure: Failure | null;
}

/**
 * Runs the tests of a class, each as the platform does: in a transaction of its own with static state of its own, on the records
 * that the class's setup made, and without a trace.
 * @param root the folder that files are named from
 */
export function* runTestClass(
    org: ApexOrg,
    loaded: readonly LoadedClass[],
    testClass: TestClass,
    root: string
): Generator<TestResult> {
    const beginning = org.database.savepoint();
    const setupFailure = firstFailure(org, loaded, testClass.setups, root);
    const prepared = org.database.savepoint();
    for (const method of testClass.tests) {
        const started = performance.now();
        const failure = setupFailure ?? firstFailure(org, loaded, [method], root);
        org.database.rollback(prepared);
        yield {
            className: testClass.name,
            method: method.name,
            milliseconds: performance.now() - started,
            failure
        };
    }
    org.database.rollback(beginning);
}

function firstFailure(
    { runtime, actor }: ApexOrg,
    loaded: readonly LoadedClass[],
    methods: readonly Method[],
    root: string
): Failure | null {
    for (const method of methods) {
        try {
            runtime.inTransaction(actor, true, () => method.invoke(null, []));
        } catch (thrown) {
            return failureOf(thrown, loaded, root);
        }
    }
    return null;
}
