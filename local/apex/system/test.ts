import { isInstance } from '../language/conversion.ts';
import { Raised } from '../language/errors.ts';
import type { Counter, Runtime, Transaction } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { textOf } from '../language/text.ts';
import { ApexObject, type ApexTypeValue, type Value } from '../language/values.ts';

/** What a test had used up before `startTest`. */
const before = new WeakMap<Transaction, Record<Counter, number>>();

/**
 * `Test`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_test.htm
 */
export function testClass(runtime: Runtime): SystemClass {
    return {
        name: 'Test',
        methods: {
            'static Boolean isRunningTest()': () => runtime.transaction.isTest,
            'static void setMock(Type interfaceType, Object mock)': (
                type: ApexTypeValue,
                mock: Value
            ) => {
                setMock(runtime, type, mock);
            },
            'static void startTest()': () => {
                startTest(runtime);
            },
            'static void stopTest()': () => {
                stopTest(runtime);
            }
        }
    };
}

function checkIsTest(runtime: Runtime, name: string): void {
    if (!runtime.transaction.isTest) {
        throw new Raised('TypeException', `Test.${name} can only be called from a test`);
    }
}

function setMock(runtime: Runtime, { of }: ApexTypeValue, mock: Value): void {
    checkIsTest(runtime, 'setMock');
    if (of !== runtime.types.parse('HttpCalloutMock')) {
        throw new Error(`Test.setMock: only HttpCalloutMock is known here, not ${of.name}`);
    }
    if (!(mock instanceof ApexObject) || !isInstance(runtime, mock, of)) {
        throw new Raised('TypeException', `${textOf(mock)} doesn't implement ${of.name}`);
    }
    runtime.transaction.mock = mock;
}

/** All limits begin anew, and what the test wrote before doesn't stand in the way of callouts. */
function startTest(runtime: Runtime): void {
    checkIsTest(runtime, 'startTest');
    const { transaction } = runtime;
    if (transaction.startedTest) {
        throw new Raised('FinalException', 'Testing already started');
    }
    transaction.startedTest = true;
    before.set(transaction, { ...transaction.counters });
    reset(transaction.counters);
    transaction.hasUncommittedWork = false;
}

function stopTest(runtime: Runtime): void {
    checkIsTest(runtime, 'stopTest');
    const { transaction } = runtime;
    const counters = before.get(transaction);
    if (!counters) {
        throw new Raised('FinalException', 'Testing has not started');
    }
    before.delete(transaction);
    Object.assign(transaction.counters, counters);
}

function reset(counters: Record<Counter, number>): void {
    for (const name of Object.keys(counters) as Counter[]) {
        counters[name] = 0;
    }
}
