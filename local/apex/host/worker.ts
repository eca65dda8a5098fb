/** Runs the stage's Apex in a Worker: one call after the other, each answered by a message. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';

import { callByName, type AuraOutcome } from '../aura/call.ts';
import { pickListRows } from '../aura/pick-list.ts';
import type { Actor } from '../data/database.ts';
import { applyState } from './apply-state.ts';
import type { Answer, Call, Done, HostSetup } from './protocol.ts';
import { deployToStage, writtenSince } from './stage-org.ts';

interface Data {
    readonly setup: HostSetup;
    readonly port: MessagePort;
}

const { setup, port } = (workerData as { readonly data: Data }).data;
let lines: string[] = [];
const org = deployToStage(setup, port, (text) => lines.push(text));

parentPort!.on('message', ({ id, call }: { id: number; call: Call }) => {
    lines = [];
    const actor = applyState(org, call.state);
    org.database.commit();
    const savepoint = org.database.savepoint();
    const answer = answerOf(outcomeOf(call, actor));
    const done: Done = { id, answer, written: writtenSince(org, savepoint), log: lines };
    org.database.commit();
    parentPort!.postMessage(done);
});
parentPort!.postMessage('ready');

function outcomeOf(call: Call, actor: Actor): AuraOutcome {
    return call.kind === 'aura'
        ? callByName(org, actor, call.className, call.method, call.parameters, call.isWired)
        : pickListRows(org, actor, call.className, call.entityName);
}

function answerOf(outcome: AuraOutcome): Answer {
    switch (outcome.kind) {
        case 'returned':
            return { state: 'SUCCESS', returnValue: outcome.value };
        case 'refused':
            return failure(outcome.status, { message: outcome.message });
        case 'handled':
            return failure(500, {
                exceptionType: 'System.AuraHandledException',
                isUserDefinedException: false,
                message: outcome.message,
                stackTrace: ''
            });
        case 'failed':
            lines.push(outcome.log);
            // As Salesforce does it: what an unhandled exception says stays in the org.
            return failure(500, { message: 'An internal server error has occurred' });
    }
}

const STATUS_TEXTS: Readonly<Record<number, string>> = {
    400: 'Bad Request',
    403: 'Forbidden',
    404: 'Not Found',
    500: 'Server Error'
};

function failure(
    status: number,
    body: { message: string; [name: string]: string | boolean }
): Answer {
    return { state: 'ERROR', error: { status, statusText: STATUS_TEXTS[status] ?? '', body } };
}
