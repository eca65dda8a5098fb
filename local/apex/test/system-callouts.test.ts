import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Raised } from '../language/errors.ts';
import type { CalloutRequest } from '../language/runtime.ts';
import { failureOf, output, run, values } from './apex.ts';

const MOCK = {
    'Mock.cls': `public class Mock implements HttpCalloutMock {
        public HttpRequest last;
        public HttpResponse respond(HttpRequest request) {
            last = request;
            HttpResponse response = new HttpResponse();
            response.setStatusCode(201);
            response.setStatus('Created');
            response.setHeader('X-Kind', 'mock');
            response.setBody('{"ok":true}');
            return response;
        }
    }`
};

const SEND = `HttpRequest request = new HttpRequest();
    request.setEndpoint('callout:Service/path?a=b');
    request.setMethod('POST');
    request.setHeader('Content-Type', 'text/plain');
    request.setBody('grüß');
    request.setTimeout(5000);
    HttpResponse response = new Http().send(request);`;

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_http_httprequest.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_http_httpresponse.htm
describe('HttpRequest and HttpResponse', () => {
    test('hold what was set; names of headers know no case', () => {
        assert.deepEqual(
            output(`HttpRequest request = new HttpRequest();
                request.setMethod('GET');
                request.setEndpoint('https://example.com');
                request.setHeader('X-A', '1');
                request.setHeader('x-a', '2');
                request.setBodyAsBlob(Blob.valueOf('abc'));
                System.debug(request.getMethod() + request.getEndpoint());
                System.debug(request.getHeader('X-a') + request.getHeader('none'));
                System.debug(request.getBody() + request.getBodyAsBlob().size());
                System.debug(request);
                HttpResponse response = new HttpResponse();
                response.setHeader('Retry-After', '5');
                System.debug(response.getHeaderKeys());
                response.setStatusCode(404); response.setStatus('Not Found');
                System.debug(response);`),
            [
                'GEThttps://example.com',
                '2null',
                'abc3',
                'System.HttpRequest[Endpoint=https://example.com, Method=GET]',
                '(Retry-After)',
                'System.HttpResponse[Status=Not Found, StatusCode=404]'
            ]
        );
    });

    test('refuse what HTTP or Apex knows not', () => {
        for (const call of ["setMethod('FETCH')", 'setTimeout(0)', 'setTimeout(120001)']) {
            assert.match(
                failureOf(`new HttpRequest().${call};`) ?? 'none',
                /^System\.CalloutException/,
                call
            );
        }
        assert.equal(
            failureOf('new HttpRequest().setBody(null);'),
            'System.NullPointerException: Argument cannot be null.'
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_http_http.htm
describe('Http.send', () => {
    test('sends a request out of the org, and makes a response of the answer', () => {
        const requests: CalloutRequest[] = [];
        const lines = output(
            `${SEND}
            System.debug(response.getStatusCode() + response.getStatus());
            System.debug(response.getHeader('content-type'));
            System.debug(response.getBody());
            System.debug(Limits.getCallouts());`,
            {
                surroundings: {
                    callout: (request) => {
                        requests.push(request);
                        return {
                            status: 200,
                            statusText: 'OK',
                            headers: { 'Content-Type': 'text/plain' },
                            body: Buffer.from('größer')
                        };
                    }
                }
            }
        );
        assert.deepEqual(lines, ['200OK', 'text/plain', 'größer', '1']);
        assert.deepEqual(requests, [
            {
                method: 'POST',
                endpoint: 'callout:Service/path?a=b',
                headers: { 'Content-Type': 'text/plain' },
                body: Buffer.from('grüß'),
                timeoutMs: 5000
            }
        ]);
    });

    test('a failure outside can be caught', () => {
        assert.deepEqual(
            output(`try { ${SEND} } catch (CalloutException e) { System.debug(e.getMessage()); }`, {
                surroundings: {
                    callout: () => {
                        throw new Raised('CalloutException', 'Read timed out');
                    }
                }
            }),
            ['Read timed out']
        );
    });

    test('needs an address and a method', () => {
        assert.equal(
            failureOf(
                "HttpRequest r = new HttpRequest(); r.setEndpoint('here'); new Http().send(r);"
            ),
            'System.CalloutException: no protocol: here'
        );
        assert.equal(
            failureOf(
                "HttpRequest r = new HttpRequest(); r.setEndpoint('https://example.com'); new Http().send(r);"
            ),
            'System.CalloutException: no method: setMethod was not called'
        );
    });

    test('is refused after DML, and possible again with Test.startTest', () => {
        const options = { classes: MOCK, isTest: true };
        const dml =
            "Test.setMock(HttpCalloutMock.class, new Mock()); insert new Account(Name = 'Acme');";
        assert.equal(
            failureOf(`${dml} ${SEND}`, options),
            'System.CalloutException: You have uncommitted work pending. Please commit or rollback before calling out'
        );
        assert.equal(failureOf(`${dml} Test.startTest(); ${SEND}`, options), null);
    });

    test('ends the transaction at the 101st', () => {
        const { failure } = run(
            `HttpRequest r = new HttpRequest(); r.setEndpoint('https://example.com'); r.setMethod('GET');
            for (Integer i = 0; i < 101; i++) {
                try { new Http().send(r); } catch (Exception e) { System.debug('caught'); }
            }`,
            {
                surroundings: {
                    callout: () => ({
                        status: 200,
                        statusText: 'OK',
                        headers: {},
                        body: Buffer.alloc(0)
                    })
                }
            }
        );
        assert.match(failure ?? '', /^System\.LimitException: Too many callouts: 101/);
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_httpcalloutmock.htm
describe('HttpCalloutMock', () => {
    test('answers in a test', () => {
        assert.deepEqual(
            output(
                `Mock mock = new Mock();
                Test.setMock(HttpCalloutMock.class, mock);
                ${SEND}
                System.debug(response.getStatusCode() + response.getHeader('x-kind'));
                System.debug(response.getBody());
                System.debug(mock.last.getBody());`,
                { classes: MOCK, isTest: true }
            ),
            ['201mock', '{"ok":true}', 'grüß']
        );
    });

    test('without one a test can call nobody', () => {
        assert.equal(
            failureOf(SEND, { isTest: true }),
            'System.TypeException: Methods defined as TestMethod do not support Web service callouts'
        );
    });

    test('may fail', () => {
        assert.deepEqual(
            output(
                `Test.setMock(HttpCalloutMock.class, new Silent());
                try { ${SEND} } catch (CalloutException e) { System.debug(e.getMessage()); }`,
                {
                    isTest: true,
                    classes: {
                        'Silent.cls': `public class Silent implements HttpCalloutMock {
                            public HttpResponse respond(HttpRequest request) {
                                throw new CalloutException('Read timed out');
                            }
                        }`
                    }
                }
            ),
            ['Read timed out']
        );
    });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_limits.htm
test('Limits: what was used, and what there is', () => {
    assert.deepEqual(
        output(`insert new Account(Name = 'Acme');
            List<Account> found = [SELECT Id FROM Account];
            System.debug(Limits.getQueries() + '/' + Limits.getLimitQueries());
            System.debug(Limits.getDmlStatements() + '/' + Limits.getLimitDmlStatements());
            System.debug(Limits.getQueryRows() == found.size());
            System.debug(Limits.getCpuTime() < Limits.getLimitCpuTime());`),
        ['1/100', '1/150', 'true', 'true']
    );
    assert.deepEqual(values('Limits.getLimitCallouts()'), ['100']);
});
