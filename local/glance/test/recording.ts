import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Whose socket a message went over: an agent's presence, a visitor's presence, a visitor's session. */
export type RecordedSide = 'AGENT' | 'VISITOR' | 'SESSION';

/** One line of traffic. `at`: milliseconds; from which beginning, the file decides. */
export type RecordedTraffic = { readonly at: number } & (
    | RecordedRequest
    /** The answer to the nearest request above that isn't answered yet. */
    | { readonly kind: 'answer'; readonly status: number; readonly body: RecordedText }
    | {
          readonly kind: 'socket';
          readonly host: string;
          readonly path: string;
          readonly origin: string | null;
      }
    /** `sent`: by Glance's script. `received`: by Glance's script. */
    | {
          readonly kind: 'sent' | 'received';
          readonly side: RecordedSide;
          readonly message: RecordedText;
      }
    | { readonly kind: 'closed'; readonly side: RecordedSide; readonly code: number }
    /** What the recording server noted about itself. */
    | { readonly kind: 'note'; readonly text: string }
);

export interface RecordedRequest {
    readonly kind: 'request';
    readonly method: string;
    readonly host: string;
    /** With its query; `/path?…` where the recording leaves the query out. */
    readonly path: string;
    readonly origin: string | null;
    readonly authorization: string | null;
    readonly contentType: string | null;
    readonly body: string | null;
}

/** A text that the recording may have cut: then `json` is undefined. */
export interface RecordedText {
    readonly text: string;
    readonly json: unknown;
}

export interface RecordedStep {
    /** What was done: the text behind `===` or `--`. */
    readonly title: string;
    /** Lines that stand before the title and after the traffic of the step before: what a caller got. Journeys only. */
    readonly before: readonly string[];
    readonly traffic: readonly RecordedTraffic[];
    /** Lines of the step that are no traffic, without `=>`. */
    readonly said: readonly string[];
}

const FOLDER = fileURLToPath(new URL('../vectors/wire/', import.meta.url));

/**
 * Reads one of the recordings in `local/glance/vectors/wire/`; their README tells what the lines mean.
 * What stands behind the last step (rooms and page errors at the end) is left out.
 *
 * @param name the file's name without `.txt`
 * @throws when a line is none of the known kinds
 */
export function readRecording(name: string): readonly RecordedStep[] {
    const steps: { title: string; before: string[]; traffic: RecordedTraffic[]; said: string[] }[] =
        [];
    let loose: string[] = [];
    for (const line of readFileSync(`${FOLDER}${name}.txt`, 'utf8').split('\n')) {
        const title = /^(?:===|--) +(.*)$/.exec(line)?.[1];
        const step = steps.at(-1);
        const timed = /^ +\+?(\d+) (.+)$/.exec(line);
        if (title !== undefined) {
            steps.push({ title, before: loose, traffic: [], said: [] });
            loose = [];
        } else if (step && timed) {
            step.traffic.push(parseTraffic(Number(timed[1]), timed[2] ?? ''));
        } else if (step && line.startsWith('   ')) {
            step.said.push(line.trim().replace(/^=> /, ''));
        } else if (line !== '') {
            loose.push(line.trim());
        }
    }
    return steps;
}

/** What the script itself sent and did in a step, without the browser's own preflights. */
export function doneByScript(step: RecordedStep, side: RecordedSide): RecordedTraffic[] {
    return step.traffic.filter(
        (line) =>
            (line.kind === 'request' && line.method !== 'OPTIONS') ||
            line.kind === 'socket' ||
            ((line.kind === 'sent' || line.kind === 'closed') && line.side === side)
    );
}

function parseTraffic(at: number, text: string): RecordedTraffic {
    const request = /^HTTP (\S+) ([^/\s]+)(\/\S*)(.*)$/.exec(text);
    if (request) {
        const [, method = '', host = '', path = '', rest = ''] = request;
        return { at, kind: 'request', method, host, path, ...requestDetails(rest.trim()) };
    }
    const answer = /^ *-> (\d+) ?(.*)$/.exec(text);
    if (answer) {
        return {
            at,
            kind: 'answer',
            status: Number(answer[1]),
            body: recordedText(answer[2] ?? '')
        };
    }
    const socket = /^WS ([^/\s]+)(\/\S*) ?(.*)$/.exec(text);
    if (socket) {
        const [, host = '', path = '', rest = ''] = socket;
        return { at, kind: 'socket', host, path, origin: requestDetails(rest).origin };
    }
    const message = /^(AGENT|VISITOR|SESSION)([<>]) (.*)$/.exec(text);
    if (message) {
        const [, side, direction, content = ''] = message;
        return {
            at,
            kind: direction === '>' ? 'sent' : 'received',
            side: side as RecordedSide,
            // Keepalives are written short.
            message: recordedText(content === 'k' ? '{"type":"k"}' : content)
        };
    }
    const closed = /^(AGENT|VISITOR|SESSION) closed (\d+)$/.exec(text);
    if (closed) {
        return { at, kind: 'closed', side: closed[1] as RecordedSide, code: Number(closed[2]) };
    }
    if (/^(AGENT|VISITOR|SESSION) refused /.test(text)) {
        return { at, kind: 'note', text };
    }
    throw new Error(`The recording has a line of an unknown kind: ${text}`);
}

/** Journeys write JSON behind the address, the others `[Bearer …]` or nothing. */
function requestDetails(
    text: string
): Pick<RecordedRequest, 'origin' | 'authorization' | 'contentType' | 'body'> {
    const details = text.startsWith('{')
        ? (JSON.parse(text) as Partial<Record<string, string>>)
        : { authorization: /^\[(.*)\]$/.exec(text)?.[1] };
    const { origin = null, authorization = null, contentType = null, body = null } = details;
    return { origin, authorization, contentType, body };
}

function recordedText(text: string): RecordedText {
    try {
        return { text, json: JSON.parse(text) };
    } catch {
        return { text, json: undefined };
    }
}
