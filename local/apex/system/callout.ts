import { Raised } from '../language/errors.ts';
import type { CalloutResponse, Runtime } from '../language/runtime.ts';
import { ABSTRACT, type SystemClass } from '../language/system-class.ts';
import type { ApexObject } from '../language/values.ts';
import {
    Headers,
    httpRequestClass,
    httpResponseClass,
    newResponse,
    type RequestState,
    type ResponseState
} from './http-messages.ts';

type Request = ApexObject<RequestState>;
type Response = ApexObject<ResponseState>;

/**
 * Callouts. In a test they go to the mock.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_http_http.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_httpcalloutmock.htm
 */
export function calloutClasses(runtime: Runtime): SystemClass[] {
    return [
        httpRequestClass(),
        httpResponseClass(runtime),
        {
            name: 'HttpCalloutMock',
            kind: 'interface',
            methods: { 'HttpResponse respond(HttpRequest request)': ABSTRACT }
        },
        {
            name: 'Http',
            constructors: { '()': () => null },
            methods: {
                'HttpResponse send(HttpRequest request)': (_self: ApexObject, request: Request) =>
                    send(runtime, request)
            }
        }
    ];
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_callouts_timeouts.htm */
function send(runtime: Runtime, request: Request): Response {
    const { transaction } = runtime;
    runtime.count('callouts');
    if (transaction.hasUncommittedWork) {
        throw new Raised(
            'CalloutException',
            'You have uncommitted work pending. Please commit or rollback before calling out'
        );
    }
    if (transaction.isTest) {
        return ask(runtime, transaction.mock, request);
    }
    const { endpoint, method, headers, body, timeoutMs } = request.native;
    if (endpoint === null || !/^[a-z][a-z0-9+.-]*:/i.test(endpoint)) {
        throw new Raised('CalloutException', `no protocol: ${endpoint ?? ''}`);
    }
    // The reference names no default: what it would be isn't guessed.
    if (method === null) {
        throw new Raised('CalloutException', 'no method: setMethod was not called');
    }
    const answer = runtime.surroundings.callout(
        {
            method: method.toUpperCase(),
            endpoint,
            headers: headers.all(),
            body,
            timeoutMs
        },
        transaction.actor
    );
    return runtime.newNative('HttpResponse', stateOf(answer));
}

function ask(runtime: Runtime, mock: ApexObject | null, request: Request): Response {
    if (mock === null) {
        throw new Raised(
            'TypeException',
            'Methods defined as TestMethod do not support Web service callouts'
        );
    }
    return runtime.call(mock, 'respond', request) as Response;
}

function stateOf(answer: CalloutResponse): ResponseState {
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) {
        headers.set(name, value);
    }
    return {
        ...newResponse(),
        headers,
        body: answer.body,
        status: answer.statusText,
        statusCode: answer.status
    };
}
