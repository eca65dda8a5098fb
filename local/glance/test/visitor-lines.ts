import type { RecordedTraffic } from './recording.ts';

/**
 * What a visitor's page sent and did, one text a line, so that a recording and a run can be compared. What differs from
 * run to run (tokens, numbers drawn by lot, the browser's version) reads the same in all.
 */
export interface VisitorLines {
    /** `GET host/path?query [body]`, in the order sent. */
    readonly requests: string[];
    /** `open host/path`, `> message`, `closed`, of presence. */
    readonly presence: string[];
    /** The same of sessions. What happens on the page (`UP`) is left out: the stand-in records it in its own way. */
    readonly session: string[];
    /** How many were sent. */
    keepalives: number;
}

export function noLines(): VisitorLines {
    return { requests: [], presence: [], session: [], keepalives: 0 };
}

/** The visitor's part of recorded traffic. */
export function recordedLines(traffic: readonly RecordedTraffic[]): VisitorLines {
    const lines = noLines();
    for (const line of traffic) {
        if (line.kind === 'request' && line.method !== 'OPTIONS' && isOfVisitor(line)) {
            addRequest(lines, line.method, `${line.host}${line.path}`, line.body);
        } else if (line.kind === 'socket' && line.path !== '/agent') {
            addSocket(lines, `${line.host}${line.path}`);
        } else if (line.kind === 'sent' && line.side !== 'AGENT') {
            addMessage(lines, line.side === 'SESSION', line.message.text);
        } else if (line.kind === 'closed' && line.side !== 'AGENT') {
            addClosed(lines, line.side === 'SESSION');
        }
    }
    return lines;
}

export function addRequest(
    lines: VisitorLines,
    method: string,
    address: string,
    body: string | null
): void {
    const line = alike(`${method} ${address}${body ? ` ${body}` : ''}`);
    if (!isOfFrame(line)) {
        lines.requests.push(line);
    }
}

export function addSocket({ presence, session }: VisitorLines, address: string): void {
    (address.endsWith('/visitor/ws') ? session : presence).push(`open ${address}`);
}

export function addMessage(lines: VisitorLines, isOfSession: boolean, text: string): void {
    const line = alike(`> ${text}`);
    const list = isOfSession ? lines.session : lines.presence;
    if (text === KEEPALIVE) {
        lines.keepalives += 1;
    } else if (!text.startsWith('{"mtype":"UP"') && !isOfFrame(line)) {
        list.push(line);
    }
}

export function addClosed({ presence, session }: VisitorLines, isOfSession: boolean): void {
    (isOfSession ? session : presence).push('closed');
}

const KEEPALIVE = '{"type":"k"}';

/** The agent's page has another origin; scripts are loaded without one. */
function isOfVisitor({ origin, path }: { origin: string | null; path: string }): boolean {
    return origin !== 'https://crm.example' && !path.includes('script=PresenceAgent');
}

/** Glance's scripts take part in each frame of the page, too; the stand-in's only in the page itself. */
function isOfFrame(line: string): boolean {
    return /"msg":"NS frame:\d|"newssn":.*"visitorid":""/.test(line);
}

function alike(line: string): string {
    return line
        .replace(/"visitortoken":"\w+"/, '"visitortoken":"TOKEN"')
        .replace(/"disambiguateId":\d+/, '"disambiguateId":1')
        .replace(/"browserver":\d+/, '"browserver":1');
}
