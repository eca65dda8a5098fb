import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';

import { Raised } from '../language/errors.ts';
import type { CalloutRequest, CalloutResponse } from '../language/runtime.ts';
import type { PlainCallout, PlainReply } from './protocol.ts';

/** A callout on its way out of the Worker; the flag is set once the reply is on the port. */
export interface CalloutMessage {
    readonly callout: PlainCallout;
    readonly flag: SharedArrayBuffer;
}

/** How much longer than the request's own limit the Worker waits. */
const GRACE_MS = 5000;

/**
 * Does a callout from within the Worker, which waits for it: Apex runs synchronously.
 * @throws Raised `CalloutException`
 */
export function callOut(port: MessagePort, request: CalloutRequest): CalloutResponse {
    const flag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const { method, endpoint, headers, timeoutMs } = request;
    const message: CalloutMessage = {
        callout: { method, url: endpoint, headers, body: request.body, timeoutMs },
        flag
    };
    port.postMessage(message);
    Atomics.wait(new Int32Array(flag), 0, 0, timeoutMs + GRACE_MS);
    const reply = receiveMessageOnPort(port)?.message as PlainReply | undefined;
    if (!reply || 'failure' in reply) {
        throw new Raised('CalloutException', reply?.failure ?? 'Read timed out');
    }
    return { ...reply, body: Buffer.from(reply.body) };
}

/** Answers the callouts of a Worker, outside of it. */
export function answerCallouts(
    port: MessagePort,
    send: (callout: PlainCallout) => Promise<PlainReply>
): void {
    port.on('message', ({ callout, flag }: CalloutMessage) => {
        void send(callout).then((reply) => {
            port.postMessage(reply);
            Atomics.store(new Int32Array(flag), 0, 1);
            Atomics.notify(new Int32Array(flag), 0);
        });
    });
}
