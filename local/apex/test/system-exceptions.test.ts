import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { failureOf, loadFailures, output, run } from './apex.ts';

const OWN = { 'ShopException.cls': 'public class ShopException extends Exception {}' };

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_exception_methods.htm
describe('Exception', () => {
    test('has a message, a type and a cause', () => {
        assert.deepEqual(
            output(
                `Exception cause = new CalloutException('no answer');
                Exception e = new ShopException('closed', cause);
                System.debug(e.getMessage() + ' ' + e.getTypeName() + ' ' + e.getCause().getTypeName());
                System.debug(new ShopException().getMessage());
                System.debug(new ShopException(cause).getCause().getMessage());
                e.setMessage('open'); System.debug(e);
                ShopException later = new ShopException('a'); later.initCause(cause); System.debug(later.getCause() == cause);`,
                { classes: OWN }
            ),
            [
                'closed ShopException System.CalloutException',
                'Script-thrown exception',
                'no answer',
                'ShopException: open',
                'true'
            ]
        );
    });

    test('knows where it was made', () => {
        assert.deepEqual(
            output(
                `try {
                    throw new ShopException('closed');
                } catch (ShopException e) {
                    System.debug(e.getLineNumber());
                    System.debug(e.getStackTraceString().contains('line 2'));
                }`,
                { classes: OWN }
            ),
            ['2', 'true']
        );
    });

    test('is caught by its own type, and by those that it extends', () => {
        for (const type of ['MathException', 'Exception', 'System.MathException']) {
            assert.deepEqual(
                output(
                    `try { Integer i = 1 / (1 - 1); } catch (${type} e) { System.debug(e.getMessage()); }`
                ),
                ['Divide by 0'],
                type
            );
        }
        assert.equal(
            failureOf('try { Integer i = 1 / (1 - 1); } catch (ListException e) { }'),
            'System.MathException: Divide by 0'
        );
    });

    test('of DML says which records failed', () => {
        assert.deepEqual(
            output(`try {
                    insert new List<Contact>{ new Contact(LastName = 'a'), new Contact() };
                } catch (DmlException e) {
                    System.debug(e.getNumDml() + ' ' + e.getDmlIndex(0) + ' ' + e.getDmlType(0) + ' ' + e.getDmlFieldNames(0)
                        + ' ' + e.getDmlId(0));
                    System.debug(e.getDmlMessage(0));
                }`),
            [
                '1 1 REQUIRED_FIELD_MISSING (LastName) null',
                'Required fields are missing: [LastName]'
            ]
        );
    });

    test('the one for components hides its message from Apex until it is set', () => {
        assert.deepEqual(
            output(`AuraHandledException e = new AuraHandledException('code'); System.debug(e.getMessage());
                e.setMessage('code'); System.debug(e.getMessage());`),
            ['Script-thrown exception', 'code']
        );
    });

    test('what only the platform throws cannot be made', () => {
        for (const name of ['LimitException', 'AssertException', 'Exception']) {
            assert.equal(loadFailures(`throw new ${name}();`).length, 1, name);
        }
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Assert.htm
describe('Assert', () => {
    const FAILING: Readonly<Record<string, string>> = {
        "Assert.areEqual(1, 2, 'why');": 'Assertion Failed: why: Expected: 1, Actual: 2',
        'Assert.areEqual(1, 2);': 'Assertion Failed: Expected: 1, Actual: 2',
        "Assert.areEqual('a', 'A');": 'Assertion Failed: Expected: a, Actual: A',
        "Assert.areNotEqual(1, 1, 'why');": 'Assertion Failed: why: Same value: 1',
        "Assert.isTrue(false, 'why');": 'Assertion Failed: why',
        'Assert.isTrue(null);': 'Assertion Failed',
        "Assert.isFalse(true, 'why');": 'Assertion Failed: why',
        "Assert.isNull('a');": 'Assertion Failed: Expected: null, Actual: a',
        'Assert.isNotNull(null);': 'Assertion Failed: Same value: null',
        "Assert.fail('why');": 'Assertion Failed: why',
        "Assert.isInstanceOfType('a', Integer.class);":
            'Assertion Failed: Expected type: Integer, Actual: String',
        "System.assert(false, 'why');": 'Assertion Failed: why',
        'System.assertEquals(1, 2);': 'Assertion Failed: Expected: 1, Actual: 2',
        "System.assertNotEquals('a', 'a');": 'Assertion Failed: Same value: a'
    };

    test('fails, and nothing catches it', () => {
        for (const [statement, message] of Object.entries(FAILING)) {
            assert.equal(
                failureOf(`try { ${statement} } catch (Exception e) { }`),
                `System.AssertException: ${message}`,
                statement
            );
        }
    });

    test('passes what is as expected', () => {
        assert.deepEqual(
            output(`Assert.areEqual(1, 1L); Assert.areEqual(new List<Integer>{ 1 }, new List<Integer>{ 1 });
                Assert.areNotEqual('a', 'A'); Assert.isTrue(1 < 2); Assert.isFalse(1 > 2); Assert.isNull(null);
                Assert.isNotNull(''); Assert.isInstanceOfType(1, Integer.class); Assert.isNotInstanceOfType(1, Long.class);
                System.assertEquals(null, null); System.debug('passed');`),
            ['passed']
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm
describe('System', () => {
    test('has one clock', () => {
        assert.deepEqual(
            output(`System.debug(System.now()); System.debug(System.today().year());
                System.debug(System.currentTimeMillis() == System.now().getTime());`),
            ['2026-07-15 12:00:00', '2026', 'true']
        );
    });

    test('debug writes any value, at any level', () => {
        assert.deepEqual(
            output(
                `System.debug(null); System.debug(LoggingLevel.ERROR, new List<Object>{ 1, null });`
            ),
            ['null', '(1, null)']
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_test.htm
describe('Test', () => {
    const isTest = true;

    test('startTest begins the limits anew, stopTest has the former ones again', () => {
        const queries =
            'for (Integer i = 0; i < 60; i++) { List<Account> found = [SELECT Id FROM Account]; }';
        assert.equal(
            failureOf(`${queries} ${queries}`, { isTest }),
            'System.LimitException: Too many SOQL queries: 101'
        );
        assert.equal(run(`${queries} Test.startTest(); ${queries}`, { isTest }).failure, null);
        assert.equal(
            failureOf(`${queries} Test.startTest(); Test.stopTest(); ${queries}`, { isTest }),
            'System.LimitException: Too many SOQL queries: 101'
        );
    });

    test('begins once', () => {
        assert.equal(
            failureOf('Test.startTest(); Test.startTest();', { isTest }),
            'System.FinalException: Testing already started'
        );
        assert.match(failureOf('Test.stopTest();', { isTest }) ?? '', /^System\.FinalException: /);
    });

    test('is for tests only', () => {
        assert.deepEqual(output('System.debug(Test.isRunningTest());'), ['false']);
        assert.deepEqual(output('System.debug(Test.isRunningTest());', { isTest }), ['true']);
        assert.match(failureOf('Test.startTest();') ?? '', /^System\.TypeException: /);
    });

    test('a mock answers callouts', () => {
        const classes = {
            'Echo.cls': `public class Echo implements HttpCalloutMock {
                public HttpResponse respond(HttpRequest request) {
                    HttpResponse response = new HttpResponse();
                    response.setStatusCode(201); response.setBody(request.getMethod() + ' ' + request.getEndpoint());
                    return response;
                }
            }`
        };
        const call = `HttpRequest request = new HttpRequest(); request.setMethod('GET'); request.setEndpoint('https://shop.example.com');
            HttpResponse response = new Http().send(request); System.debug(response.getStatusCode() + ' ' + response.getBody());`;
        assert.deepEqual(
            output(`Test.setMock(HttpCalloutMock.class, new Echo()); ${call}`, { isTest, classes }),
            ['201 GET https://shop.example.com']
        );
        assert.match(
            failureOf(call, { isTest, classes }) ?? '',
            /^System\.TypeException: Methods defined as TestMethod do not support Web service callouts/
        );
        assert.match(
            failureOf("Test.setMock(HttpCalloutMock.class, 'a');", { isTest }) ?? '',
            /^System\.TypeException: /
        );
        assert.equal(
            failureOf(
                `Test.setMock(HttpCalloutMock.class, new Echo()); insert new Account(Name = 'a'); ${call}`,
                { isTest, classes }
            ),
            'System.CalloutException: You have uncommitted work pending. Please commit or rollback before calling out'
        );
        assert.deepEqual(
            output(
                `Test.setMock(HttpCalloutMock.class, new Echo()); insert new Account(Name = 'a'); Test.startTest(); ${call}`,
                { isTest, classes }
            ),
            ['201 GET https://shop.example.com']
        );
    });
});
