import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AgentVersion } from './agent-browser.ts';
import { EPOCH } from './agent-clock.ts';
import { AgentDesk } from './agent-desk.ts';
import { answersIn, deedText, eventsIn, KEEPALIVE, lineText } from './agent-lines.ts';
import { readRecording, type RecordedStep, type RecordedTraffic } from './recording.ts';

/** The recordings of whole journeys, and how the script that was recorded is to behave. */
const JOURNEYS: readonly (readonly [string, AgentVersion, boolean])[] = [
    ['agent-6.3.1-visitor-6.3.1', '6.3.1', false],
    ['agent-6.3.1-visitor-6.33.0', '6.3.1', false],
    ['agent-6.19.0-visitor-6.33.0', '6.19.0', false],
    ['agent-6.25.0-visitor-6.33.0', '6.25.0', false],
    ['agent-6.25.0-load-balanced-visitor-6.33.0', '6.25.0', true]
];
const ORIGIN = 'https://crm.example';
const SHOW_TERMS = 'GLANCE.Cobrowse.Visitor.showTerms';
const CUSTOM: readonly (readonly [string, object])[] = [
    ['GLANCE_COBROWSE.Custom.greet', { name: 'Alex' }],
    ['GLANCE_COBROWSE.Custom.deep.er', { x: 1 }],
    ['GLANCE_COBROWSE.other', {}],
    ['alert', {}],
    ['GLANCE.Nothing.here', {}]
];
/** How far, in milliseconds, the real browser's work may have moved a keepalive. */
const JITTER = 700;

/** What is done in a step; each says what its caller got. Steps that aren't named only bring messages. */
const ACTIONS: Readonly<
    Record<string, (desk: AgentDesk, step: RecordedStep) => Promise<readonly string[]>>
> = {
    authorize: async (desk) => [`authorize ${await desk.authorize()}`],
    'lookup, absent': async (desk) => {
        desk.newAgent();
        return [`lookup before visitor ${await desk.lookup()}`];
    },
    'agent connect': (desk) => {
        desk.agent.connect();
        return Promise.resolve([]);
    },
    'lookup, present': async (desk) => [`lookup ${await desk.lookup()}`],
    'custom functions and signal': async (desk) => {
        const outcomes = [];
        for (const [func, args] of CUSTOM) {
            outcomes.push(`invoke ${func} ${await desk.invoke(func, args)}`);
        }
        return [...outcomes, `signal ${await desk.signal({ text: 'hi' })}`];
    },
    showTerms: async (desk) => [
        `invoke showTerms ${await desk.invoke(SHOW_TERMS, { sessionKey: 'cust-1' })}`
    ],
    stopSession: async (desk, step) => {
        const first = await desk.invoke(SHOW_TERMS, { sessionKey: 'cust-1' });
        await desk.clock.runTo(EPOCH + startOfSecond(step));
        const second = await desk.invoke('GLANCE.Cobrowse.Visitor.stopSession');
        return [`invoke showTerms in session ${first}`, `invoke stopSession ${second}`];
    },
    'invoke to absent': async (desk) => [`invoke to absent ${await desk.invoke(SHOW_TERMS)}`],
    'agent disconnect, 7.5 s later': async (desk) => {
        desk.agent.disconnect();
        await desk.clock.advance(7_500);
        return [];
    }
};

describe('the recorded journeys of agents', () => {
    for (const [name, version, isLoadBalanced] of JOURNEYS) {
        test(name, () => replay(name, version, isLoadBalanced));
    }
});

async function replay(name: string, version: AgentVersion, isLoadBalanced: boolean): Promise<void> {
    const [loading, ...steps] = readRecording(name);
    const desk = new AgentDesk(version, isLoadBalanced);
    await desk.load();
    checkGlobals(desk, loading?.before[0] ?? '');
    const answers = steps.flatMap(answersIn);
    const usual = desk.browser.answer;
    desk.browser.answer = (call) => {
        const index = answers.findIndex(
            ({ call: recorded }) =>
                lineText(recorded) === lineText({ ...recorded, ...call, kind: 'request' })
        );
        const [answer] = index < 0 ? [] : answers.splice(index, 1);
        return answer ? { status: answer.status, body: answer.body } : usual(call);
    };
    desk.token = JSON.parse(answers.find(({ call }) => call.method === 'POST')?.body ?? '');
    const keepalives: number[] = [];
    for (const [index, step] of steps.entries()) {
        const lines = step.traffic.filter(isOfAgent);
        const start = lines[0]?.at ?? step.traffic[0]?.at ?? 0;
        await desk.clock.runTo(EPOCH + start);
        const mark = desk.browser.deeds.length;
        if (index === steps.length - 1) {
            // Nobody wrote down what is told after this.
            assert.deepEqual(desk.events, recordedEvents(steps));
        }
        for (const line of lines) {
            if (line.kind === 'received') {
                desk.clock.add(() => desk.browser.send(line.message.json), line.at - start);
            }
        }
        const outcomes = await ACTIONS[step.title]?.(desk, step);
        await desk.clock.runTo(EPOCH + (step.traffic.at(-1)?.at ?? start));
        assert.deepEqual(
            desk.browser.deeds.slice(mark).map(deedText).filter(isNoKeepalive),
            lines.map(lineText).filter(isNoKeepalive),
            step.title
        );
        for (const outcome of outcomes ?? []) {
            assert.ok(step.before.includes(outcome), `${step.title}: ${outcome}`);
        }
        if (step.title === 'authorize') {
            checkStorage(desk, steps[index + 1]?.before ?? []);
        }
        keepalives.push(
            ...lines.filter((line) => lineText(line) === KEEPALIVE).map(({ at }) => at)
        );
    }
    const ours = desk.browser.deeds.filter((deed) => deedText(deed) === KEEPALIVE);
    for (const at of keepalives) {
        assert.ok(
            ours.some((deed) => Math.abs(deed.at - EPOCH - at) < JITTER),
            `a keepalive at ${at}`
        );
    }
}

function checkGlobals({ page }: AgentDesk, line: string): void {
    const [, version, globals = '', presence = '', authorization = ''] =
        /^version (\S+) globals (\S+) \| (\S+) \| (\S+)$/.exec(line) ?? [];
    assert.equal(page.GLANCE.VERSION, version);
    assert.deepEqual(Object.keys(page.GLANCE).sort(), globals.split(',').sort());
    assert.deepEqual(Object.keys(page.GLANCE.Presence), presence.split(','));
    // Names of up to two letters are the work of Glance's minifier.
    const names = authorization.split(',').filter((each) => each.length > 2);
    assert.deepEqual(Object.keys(page.GLANCE.Authorization).sort(), names.sort());
}

function checkStorage({ browser }: AgentDesk, before: readonly string[]): void {
    const stored = /^ls (.*)$/m.exec(before.join('\n'))?.[1] ?? '';
    const { glanceauth } = JSON.parse(stored) as Record<string, string>;
    assert.equal(browser.storage.get('glanceauth'), glanceauth);
    const end = browser.storage.get('glanceauth_exp') ?? '';
    assert.match(end, / GMT$/);
    assert.equal(Math.floor((browser.clock.now + 120 * 60_000) / 1000) * 1000, Date.parse(end));
}

function isNoKeepalive(text: string): boolean {
    return text !== KEEPALIVE && text !== '';
}

function isOfAgent(line: RecordedTraffic): boolean {
    return 'side' in line ? line.side === 'AGENT' : 'origin' in line && line.origin === ORIGIN;
}

/** What the agent's handlers were called with. An invitation that ended in a decline was not recorded otherwise. */
function recordedEvents(steps: readonly RecordedStep[]): unknown[][] {
    return steps
        .flatMap(({ before }) => before)
        .filter((line, index, lines) => {
            const isOfDecline = /then decline/.test(lines[index - 1] ?? '');
            return line.startsWith('agent events ') && !isOfDecline;
        })
        .flatMap((line) => eventsIn(line.slice('agent events '.length)));
}

/** When the second invocation of a step began, in its own way of sending. */
function startOfSecond({ traffic }: RecordedStep): number {
    const starts = traffic.filter(
        (line) =>
            (line.kind === 'request' &&
                line.method === 'GET' &&
                line.path.startsWith('/findvisitor')) ||
            (line.kind === 'sent' && line.side === 'AGENT' && lineText(line) !== KEEPALIVE)
    );
    return starts[1]?.at ?? 0;
}
