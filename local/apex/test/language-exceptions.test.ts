import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { failureOf, loadFailures, output, run } from './apex.ts';

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_exception_methods.htm
describe('exceptions', () => {
    test('the first catch that fits is taken', () => {
        assert.deepEqual(
            output(`public class OrderException extends Exception { }
                static void fail(Integer kind) {
                    if (kind == 0) { throw new OrderException('order'); }
                    if (kind == 1) { Integer i = 1 / 0; }
                    List<Integer> items = new List<Integer>();
                    items.get(0);
                }
                for (Integer kind = 0; kind < 3; kind++) {
                    try { fail(kind); }
                    catch (OrderException e) { System.debug('own: ' + e.getMessage()); }
                    catch (MathException e) { System.debug('math: ' + e.getMessage()); }
                    catch (Exception e) { System.debug(e.getTypeName() + ': ' + e.getMessage()); }
                }`),
            ['own: order', 'math: Divide by 0', 'System.ListException: List index out of bounds: 0']
        );
    });

    test('finally runs whatever happens', () => {
        assert.deepEqual(
            output(`static Integer f(Boolean fails) {
                    try {
                        if (fails) { throw new MathException('x'); }
                        return 1;
                    } catch (MathException e) {
                        return 2;
                    } finally {
                        System.debug('finally');
                    }
                }
                System.debug(f(false)); System.debug(f(true));
                try { try { throw new ListException('passes'); } finally { System.debug('inner'); } }
                catch (ListException e) { System.debug(e.getMessage()); }
                for (Integer i = 0; i < 2; i++) { try { continue; } finally { System.debug(i); } }`),
            ['finally', '1', 'finally', '2', 'inner', 'passes', '0', '1']
        );
    });

    test('a return that finally calls off leaves the one before', () => {
        assert.deepEqual(
            output(`static Integer f() {
                    try { return 1; } finally { while (true) { try { return 2; } finally { break; } } }
                }
                System.debug(f());`),
            ['1']
        );
    });

    test('calls that an exception has left are over', () => {
        const { lines, failure } = run(
            `static void fail() { throw new MathException('x'); }
            for (Integer i = 0; i < 3000; i++) { try { fail(); } catch (MathException e) { } }
            for (Integer i = 0; i < 3000; i++) { try { try { fail(); } finally { } } catch (Exception e) { } }
            System.debug('goes on');
            fail();`
        );
        assert.deepEqual(lines, ['goes on']);
        assert.equal(
            failure,
            [
                'System.MathException: x',
                'Class.AnonymousBlock.fail: line 1, column 1',
                'AnonymousBlock: line 5, column 1'
            ].join('\n')
        );
    });

    test('the trace names each call and its line, the nearest first', () => {
        const { failure } = run('\nOuter.start();', {
            classes: {
                'Outer.cls': `public class Outer {
    public static void start() {
        new Inner(0)
            .divide();
    }

    public class Inner {
        private Integer by;
        public Inner(Integer by) {
            this.by = by;
        }
        public Integer divide() {
            Integer one = 1;
            return one /
                by;
        }
    }
}`
            }
        });
        assert.equal(
            failure,
            [
                'System.MathException: Divide by 0',
                'Class.Outer.Inner.divide: line 14, column 1',
                'Class.Outer.start: line 3, column 1',
                'AnonymousBlock: line 2, column 1'
            ].join('\n')
        );
    });

    test('a caught exception tells where it came from', () => {
        assert.deepEqual(
            output(`static void fail() {
                    throw new MathException('x');
                }
                try {
                    fail();
                } catch (Exception e) {
                    System.debug(e.getLineNumber());
                    System.debug(e.getStackTraceString());
                }`),
            ['2', 'Class.AnonymousBlock.fail: line 2, column 1\nAnonymousBlock: line 5, column 1']
        );
    });

    // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_exception_custom.htm
    test('own exceptions have four constructors, and may have more', () => {
        assert.deepEqual(
            output(`public class ShopException extends Exception {
                    public Integer code = 5;
                    public ShopException(Integer code) { this('code ' + code); this.code = code; }
                }
                Exception cause = new ShopException('cause');
                List<ShopException> all = new List<ShopException>{
                    new ShopException('text'), new ShopException('both', cause), new ShopException(7)
                };
                for (ShopException e : all) {
                    System.debug(e.getMessage() + '|' + e.getCause()?.getMessage() + '|' + e.code);
                }
                System.debug(new ShopException().getCause());
                System.debug(new ShopException(cause).getCause() === cause);`),
            ['text|null|5', 'both|cause|5', 'code 7|null|7', 'null', 'true']
        );
    });

    test('an exception class ends with Exception, and only exceptions are thrown', () => {
        assert.deepEqual(loadFailures('public class Problem extends Exception { }'), [
            "anonymous.apex:1: Classes extending Exception must have a name ending in 'Exception': Problem"
        ]);
        assert.deepEqual(loadFailures("throw 'text';"), [
            'anonymous.apex:1: Throw expression must be of type exception: String'
        ]);
        assert.deepEqual(loadFailures('try { } catch (String s) { }'), [
            'anonymous.apex:1: Not an exception type: String'
        ]);
    });

    test('throwing null is a null pointer', () => {
        assert.equal(
            failureOf('MathException e; throw e;'),
            'System.NullPointerException: Attempt to de-reference a null object'
        );
    });

    // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Assert.htm
    test('a failed assertion cannot be caught', () => {
        const { lines, failure } = run(`try { Assert.areEqual(1, 2, 'sum'); }
            catch (Exception e) { System.debug('caught'); } finally { System.debug('finally'); }`);
        assert.deepEqual(lines, []);
        assert.match(failure!, /^System\.AssertException: Assertion Failed: sum/);
    });

    test('an exception that is thrown again is the same one', () => {
        const { failure } = run(`try {
                try {
                    Integer i = 1 / 0;
                } catch (MathException e) {
                    throw e;
                }
            } finally { }`);
        assert.match(failure!, /^System\.MathException: Divide by 0\nAnonymousBlock: line 3/);
    });
});
