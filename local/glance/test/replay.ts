import assert from 'node:assert/strict';
import type { Glance } from '../server.ts';
import { ask, dial, type Answer, type TestSocket } from './by-name.ts';
import type {
    RecordedRequest,
    RecordedSide,
    RecordedStep,
    RecordedText,
    RecordedTraffic
} from './recording.ts';

/** What the recording server made up, and the stand-in makes up otherwise. */
type Names = Map<string, string>;

/** The web server's answers whose values are the server's own affair. */
const FREE_VALUES = new Set(['callId', 'visitorpresent', 'timestamp', 'guesttoken']);

/** An old visitor's session goes on by SockJS, which the stand-in doesn't play. */
const NOT_PLAYED = /\/visitor\/sjs\//;

/**
 * Sends a server what Glance's scripts sent in a recording, message by message, and holds each answer against the
 * recorded one. Of answers that the recording cut, the fields that can be read must be there.
 */
export class Replay {
    readonly #glance: Glance;
    readonly #loginKey: string;
    readonly #names: Names = new Map([['pr7.glance.net', 'pr1.glance.net']]);
    readonly #sockets = new Map<RecordedSide, TestSocket>();
    readonly #all: TestSocket[] = [];

    constructor(glance: Glance, loginKey: string) {
        this.#glance = glance;
        this.#loginKey = loginKey;
    }

    async step(step: RecordedStep): Promise<void> {
        const answers = pairAnswers(step.traffic);
        for (const line of step.traffic) {
            switch (line.kind) {
                case 'request':
                    await this.#request(line, answers.get(line));
                    break;
                case 'socket':
                    await this.#open(line.host, line.path, line.origin);
                    break;
                case 'sent':
                    this.#send(line.side, line.message);
                    break;
                case 'received':
                    await this.#expect(line.side, line.message);
                    break;
                case 'closed':
                    await this.#sockets.get(line.side)?.close();
                    break;
            }
        }
    }

    /** What agents were told, without the word that they are connected, which the recordings leave out. */
    toldToAgents(): unknown[] {
        return (this.#sockets.get('AGENT')?.inbox.all ?? []).filter(
            ({ type }) => type !== 'connected'
        );
    }

    async end(): Promise<void> {
        await Promise.all(this.#all.map((socket) => socket.close()));
    }

    async #request(line: RecordedRequest, expected: RecordedAnswer | undefined): Promise<void> {
        const body = line.body?.replace('$1$999$abc', () => this.#loginKey) ?? null;
        const answer = await ask(this.#glance, this.#renamed(`${line.host}${line.path}`), {
            method: line.method,
            origin: line.origin,
            body: body === null ? null : this.#renamed(body),
            headers: {
                ...(line.contentType !== null && { 'content-type': line.contentType }),
                ...(line.authorization !== null && {
                    authorization: this.#renamed(line.authorization)
                })
            }
        });
        const where = `${line.method} ${line.host}${line.path}`;
        if (line.origin !== null) {
            const allowed = answer.headers['access-control-allow-origin'];
            assert.ok(allowed === line.origin || allowed === '*', `${where}: ${allowed}`);
        }
        if (!NOT_PLAYED.test(line.path)) {
            const status = line.method === 'OPTIONS' ? 204 : (expected?.status ?? 200);
            assert.equal(answer.status, status, where);
        }
        if (expected?.status === 200) {
            this.#compare(answer, expected.body, where);
        }
    }

    #compare(answer: Answer, expected: RecordedText, where: string): void {
        if (typeof expected.json === 'string') {
            assert.equal(typeof answer.json, 'string', where);
            this.#names.set(expected.json, String(answer.json));
            return;
        }
        const got = answer.json as Record<string, unknown>;
        if (expected.json === undefined) {
            for (const [, name = ''] of expected.text.matchAll(/"(\w+)":/g)) {
                assert.ok(Object.hasOwn(got, name), `${where}: ${name} is missing`);
            }
            return;
        }
        const wanted = expected.json as Record<string, unknown>;
        assert.deepEqual(Object.keys(got).sort(), Object.keys(wanted).sort(), where);
        for (const [name, value] of Object.entries(wanted)) {
            assert.equal(typeof got[name], typeof value, `${where}: ${name}`);
            if (name === 'uniqueid') {
                assert.match(String(got[name]), /^\d+$/);
            } else if (FREE_VALUES.has(name) || String(value).startsWith('UNQ-')) {
                this.#names.set(String(value), String(got[name]));
            } else {
                assert.equal(
                    JSON.stringify(got[name]),
                    this.#renamed(JSON.stringify(value)),
                    `${where}: ${name}`
                );
            }
        }
    }

    async #open(host: string, path: string, origin: string | null): Promise<void> {
        const side = path === '/agent' ? 'AGENT' : path === '/visitorws' ? 'VISITOR' : 'SESSION';
        const socket = await dial(this.#glance, `${host}${path}`, origin ?? undefined);
        this.#sockets.set(side, socket);
        this.#all.push(socket);
    }

    #send(side: RecordedSide, message: RecordedText): void {
        const socket = this.#sockets.get(side);
        assert.ok(socket, `${side} has a socket`);
        socket.send(
            JSON.parse(this.#renamed(JSON.stringify(message.json ?? mended(message.text))))
        );
    }

    async #expect(side: RecordedSide, { json }: RecordedText): Promise<void> {
        const wanted = JSON.stringify(json);
        const inbox = this.#sockets.get(side)?.inbox;
        await inbox?.next((message) => JSON.stringify(message) === wanted);
    }

    #renamed(text: string): string {
        let renamed = text;
        for (const [from, to] of this.#names) {
            renamed = from.length > 1 ? renamed.replaceAll(from, to) : renamed;
        }
        return renamed;
    }
}

interface RecordedAnswer {
    readonly status: number;
    readonly body: RecordedText;
}

/** Each answer belongs to the nearest request above it that has none yet. */
function pairAnswers(traffic: readonly RecordedTraffic[]): Map<RecordedTraffic, RecordedAnswer> {
    const pairs = new Map<RecordedTraffic, RecordedAnswer>();
    const open: RecordedTraffic[] = [];
    for (const line of traffic) {
        if (line.kind === 'request' && line.method !== 'OPTIONS') {
            open.push(line);
        } else if (line.kind === 'answer') {
            const request = open.pop();
            if (request) {
                pairs.set(request, line);
            }
        }
    }
    return pairs;
}

/** A message of a session that the recording cut, with the fields that the server reads. */
function mended(text: string): unknown {
    const field = (name: string): string | undefined =>
        new RegExp(`"${name}":"([^"]*)"`).exec(text)?.[1];
    const mtype = field('mtype');
    const visitortoken = field('visitortoken');
    return mtype === 'NS'
        ? { mtype, data: { newssn: { visitortoken, visitorid: field('visitorid') } } }
        : { mtype, data: { ssnid: field('ssnid'), visitortoken } };
}
