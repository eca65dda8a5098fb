import { Raised } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { ApexBlob, type ApexList, type ApexObject } from '../language/values.ts';
import { textOfBytes } from './blob.ts';

type Methods = NonNullable<SystemClass['methods']>;

/** Names without case; of what is set twice the last value counts. */
export class Headers {
    private readonly entries = new Map<string, { readonly name: string; readonly value: string }>();

    get(name: string): string | null {
        return this.entries.get(name.toLowerCase())?.value ?? null;
    }

    set(name: string, value: string): void {
        this.entries.set(name.toLowerCase(), { name, value });
    }

    names(): string[] {
        return [...this.entries.values()].map(({ name }) => name);
    }

    /** By names as they were given. */
    all(): Record<string, string> {
        return Object.fromEntries(
            [...this.entries.values()].map(({ name, value }) => [name, value])
        );
    }
}

interface Message {
    readonly headers: Headers;
    body: Buffer;
}

/** What an `HttpRequest` holds. */
export interface RequestState extends Message {
    endpoint: string | null;
    method: string | null;
    timeoutMs: number;
}

/** What an `HttpResponse` holds. */
export interface ResponseState extends Message {
    status: string | null;
    statusCode: number;
}

const MAX_TIMEOUT_MS = 120_000;
const DEFAULT_TIMEOUT_MS = 10_000;
const METHODS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'TRACE'];

/** What requests and responses have alike. */
function messageMethods(): Methods {
    type Self = ApexObject<Message>;
    return {
        'String getBody()': ({ native }: Self) => textOfBytes(native.body),
        'Blob getBodyAsBlob()': ({ native }: Self) => new ApexBlob(native.body),
        'void setBody(String body)': ({ native }: Self, body: string) => {
            native.body = Buffer.from(body);
        },
        'void setBodyAsBlob(Blob body)': ({ native }: Self, { bytes }: ApexBlob) => {
            native.body = bytes;
        },
        'String getHeader(String name)': ({ native }: Self, name: string) =>
            native.headers.get(name),
        'void setHeader(String name, String value)': (
            { native }: Self,
            name: string,
            value: string
        ) => {
            native.headers.set(name, value);
        }
    };
}

/**
 * What a callout asks.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_http_httprequest.htm
 */
export function httpRequestClass(): SystemClass {
    type Self = ApexObject<RequestState>;
    return {
        name: 'HttpRequest',
        constructors: {
            '()': (): RequestState => ({
                headers: new Headers(),
                body: Buffer.alloc(0),
                endpoint: null,
                method: null,
                timeoutMs: DEFAULT_TIMEOUT_MS
            })
        },
        methods: {
            ...messageMethods(),
            'String getEndpoint()': ({ native }: Self) => native.endpoint,
            'void setEndpoint(String endpoint)': ({ native }: Self, endpoint: string) => {
                native.endpoint = endpoint;
            },
            'String getMethod()': ({ native }: Self) => native.method,
            'void setMethod(String method)': ({ native }: Self, method: string) => {
                setMethod(native, method);
            },
            'void setTimeout(Integer milliseconds)': ({ native }: Self, ms: number) => {
                setTimeLimit(native, ms);
            },
            'String toString()': ({ native }: Self) =>
                `System.HttpRequest[Endpoint=${String(native.endpoint)}, Method=${String(native.method)}]`
        }
    };
}

function setMethod(native: RequestState, method: string): void {
    if (!METHODS.includes(method.toUpperCase())) {
        throw new Raised('CalloutException', `Invalid HTTP method: ${method}`);
    }
    native.method = method;
}

/** From 1 ms to 2 minutes. */
function setTimeLimit(native: RequestState, ms: number): void {
    if (ms < 1 || ms > MAX_TIMEOUT_MS) {
        throw new Raised('CalloutException', `Invalid timeout: ${String(ms)} milliseconds`);
    }
    native.timeoutMs = ms;
}

/** A response that says nothing yet. */
export function newResponse(): ResponseState {
    return { headers: new Headers(), body: Buffer.alloc(0), status: null, statusCode: 0 };
}

/**
 * What a callout is answered.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_http_httpresponse.htm
 */
export function httpResponseClass(runtime: Runtime): SystemClass {
    type Self = ApexObject<ResponseState>;
    return {
        name: 'HttpResponse',
        constructors: { '()': newResponse },
        methods: {
            ...messageMethods(),
            'List<String> getHeaderKeys()': ({ native }: Self): ApexList =>
                runtime.newList(runtime.types.string, native.headers.names()),
            'String getStatus()': ({ native }: Self) => native.status,
            'void setStatus(String status)': ({ native }: Self, status: string) => {
                native.status = status;
            },
            'Integer getStatusCode()': ({ native }: Self) => native.statusCode,
            'void setStatusCode(Integer code)': ({ native }: Self, code: number) => {
                native.statusCode = code;
            },
            'String toString()': ({ native }: Self) =>
                `System.HttpResponse[Status=${String(native.status)}, StatusCode=${String(native.statusCode)}]`
        }
    };
}
