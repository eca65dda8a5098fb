import type { Call, Deed } from './agent-browser.ts';
import type { RecordedStep, RecordedTraffic } from './recording.ts';

/** Lines of traffic as texts, so that what the script did can be held against what was recorded. */

export const KEEPALIVE = 'sent {"type":"k"}';

/** Of a recorded line; empty where it's nothing that the script did. */
export function lineText(line: RecordedTraffic): string {
    switch (line.kind) {
        case 'request':
            return requestText(line);
        case 'socket':
            return `socket ${line.host}${line.path}`;
        case 'sent':
            return `sent ${JSON.stringify(line.message.json)}`;
        case 'closed':
            return `closed ${line.code}`;
        default:
            return '';
    }
}

/** Of what the script did, in the same words. */
export function deedText(deed: Deed): string {
    switch (deed.kind) {
        case 'request':
            return requestText(deed);
        case 'socket':
            return `socket ${deed.host}${deed.path}`;
        case 'sent':
            return `sent ${deed.text}`;
        case 'closed':
            return `closed ${deed.code}`;
    }
}

/**
 * What recordings of errors and disconnections tell of a line: no preflights, no headers but the token, no bodies,
 * and no queries of the presence service.
 */
export function shortText(text: string): string {
    if (!text.startsWith('{')) {
        return text;
    }
    const { method, host, path, authorization } = JSON.parse(text) as Call;
    const isBare = /^\/(Authorize|services)/.test(path) ? path : path.replace(/\?.*$/, '');
    return `${method} ${host}${isBare} [${authorization ?? ''}]`;
}

/** The events of an outcome, `[[<milliseconds>,<kind>,<data>],…]`, without their times. */
export function eventsIn(text: string): unknown[][] {
    return (JSON.parse(text) as unknown[][]).map(([, ...event]) => event);
}

/** The answers that agents' requests got in a step, in order. */
export function answersIn(
    step: RecordedStep
): { call: RecordedTraffic & { kind: 'request' }; status: number; body: string }[] {
    const waiting: (RecordedTraffic & { kind: 'request' })[] = [];
    const answers = [];
    for (const line of step.traffic) {
        if (line.kind === 'request' && line.method !== 'OPTIONS' && !isDownload(line)) {
            waiting.push(line);
        } else if (line.kind === 'answer') {
            const call = waiting.pop();
            // Long answers were cut; what the caller got stands in front of the step.
            const whole = /^lookup onsuccess (.*)$/m.exec(step.before.join('\n'))?.[1];
            const body = line.body.json === undefined ? (whole ?? '') : line.body.text;
            if (call) {
                answers.push({ call, status: line.status, body });
            }
        }
    }
    return answers;
}

function isDownload({ host }: Call): boolean {
    return host === 'www.glancecdn.net';
}

function requestText({ method, host, path, authorization, contentType, body }: Call): string {
    return JSON.stringify({ method, host, path, authorization, contentType, body });
}
