import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AgentVersion, Deed } from './agent-browser.ts';
import { AgentDesk } from './agent-desk.ts';
import { deedText, eventsIn, lineText, shortText } from './agent-lines.ts';
import { doneByScript, readRecording, type RecordedStep } from './recording.ts';

const RECORDINGS: readonly (readonly [string, AgentVersion, boolean])[] = [
    ['agent-6.3.1-disconnections', '6.3.1', false],
    ['agent-6.25.0-disconnections', '6.25.0', false],
    ['agent-6.25.0-load-balanced-disconnections', '6.25.0', true]
];

/** How far, in milliseconds, the real browser's work may have moved a line. */
const JITTER = 1_500;
/** Longer than the 100 ms after which a recording disconnects. */
const SLOW = 300;

interface Scene {
    /** How far the agent is before it begins; left out: connected. */
    readonly from?: 'loaded' | 'authorized';
    /** Goes on in the page of the step before. */
    readonly goesOn?: boolean;
    /** Seconds. */
    readonly keepalive?: number;
    /** Recorded too late: only who was connected in the end is known. */
    readonly isOver?: boolean;
    readonly drive: (desk: AgentDesk) => Promise<void> | void;
    /** Milliseconds for which was watched. */
    readonly watch: number;
}

const SCENES: Readonly<Record<string, Scene>> = {
    'socket terminated without close frame, 6.5 s': {
        drive: (desk) => drop(desk, 1006),
        watch: 6_500
    },
    'socket closed 1001, 6.5 s': { drive: (desk) => drop(desk, 1001), watch: 6_500 },
    'closed, then refused for 17.5 s': {
        drive: (desk) => {
            desk.isRefusingSockets = true;
            if (desk.browser.open.length > 0) {
                drop(desk, 1001);
            } else {
                desk.agent.connect();
            }
        },
        watch: 17_500
    },
    '6 s after it is allowed': {
        goesOn: true,
        drive: (desk) => {
            desk.isRefusingSockets = false;
        },
        watch: 6_000
    },
    'tokens voided and socket closed 1008, 6.5 s': {
        drive: (desk) => {
            desk.token = 'another one';
            drop(desk, 1008);
        },
        watch: 6_500
    },
    '6 s more': { goesOn: true, drive: () => undefined, watch: 6_000 },
    'disconnect() 100 ms after connect(), 8 s': {
        from: 'loaded',
        drive: async (desk) => {
            desk.browser.latency = SLOW;
            await desk.authorize();
            desk.newAgent().connect();
            await desk.clock.advance(100);
            desk.agent.disconnect();
        },
        watch: 7_900
    },
    'disconnect(), 6.5 s': { drive: ({ agent }) => agent.disconnect(), watch: 6_500 },
    'connect overridden, disconnect(), 6.5 s': {
        drive: ({ agent }) => {
            agent.connect = () => undefined;
            agent.disconnect();
        },
        watch: 6_500
    },
    'connect() twice': { drive: ({ agent }) => agent.connect(), watch: 1_000 },
    setVisitorId: { drive: ({ agent }) => agent.setVisitorId('cust-2'), watch: 1_000 },
    fire: { drive: ({ agent }) => agent.fire('hello', { a: 1 }), watch: 1_000 },
    'keepalive 1 s, 2.6 s': { keepalive: 1, drive: () => undefined, watch: 2_600 },
    'empty visitor id': {
        from: 'authorized',
        drive: (desk) => desk.newAgent({ visitorid: '' }).connect(),
        watch: 1_000
    },
    'uniqueid 77': {
        from: 'authorized',
        isOver: true,
        drive: (desk) => desk.newAgent({ uniqueid: 77 }).connect(),
        watch: 1_000
    }
};

describe('what agents did when they lost their connection, as recorded', () => {
    for (const [name, version, isLoadBalanced] of RECORDINGS) {
        describe(name, () => {
            let desk: AgentDesk;
            for (const step of readRecording(name)) {
                const scene = sceneOf(step);
                test(step.title, async () => {
                    if (!scene.goesOn) {
                        desk = new AgentDesk(version, isLoadBalanced);
                        await prepare(desk, step, scene);
                    }
                    await play(desk, step, scene);
                });
            }
        });
    }
});

async function prepare(desk: AgentDesk, step: RecordedStep, scene: Scene): Promise<void> {
    desk.token = /TOKEN\.[\w.@]+/.exec(JSON.stringify(step))?.[0] ?? 'TOKEN';
    desk.keepalive = scene.keepalive ?? 30;
    await desk.load();
    if (scene.from !== 'loaded') {
        await desk.authorize();
        desk.newAgent();
    }
    if (scene.from === undefined && !beganRefused(step)) {
        desk.agent.connect();
        await desk.clock.advance(500);
    }
}

/** One recording began to refuse sockets before the agent had its own. */
function beganRefused({ title, traffic }: RecordedStep): boolean {
    return title.startsWith('closed, then refused') && traffic[0]?.kind === 'socket';
}

async function play(desk: AgentDesk, step: RecordedStep, scene: Scene): Promise<void> {
    const marks = [desk.browser.deeds.length, desk.events.length] as const;
    await scene.drive(desk);
    await desk.clock.advance(scene.watch);

    const [outcome = '', ...said] = step.said;
    if (!scene.isOver) {
        compareTraffic(desk.browser.deeds, marks[0], step);
        const events = eventsIn(outcome);
        assert.deepEqual(desk.events.slice(startOf(desk.events, marks[1], events.length)), events);
    }
    for (const line of said) {
        await checkSaid(desk, line);
    }
}

/** Closing and asking anew go out at the same time: the order between a close and the rest is left to chance. */
function compareTraffic(deeds: readonly Deed[], mark: number, step: RecordedStep): void {
    const lines = doneByScript(step, 'AGENT').map((line) => ({
        at: line.at,
        text: bareText(lineText(line))
    }));
    const all = deeds.map((deed) => ({ at: deed.at, text: bareText(deedText(deed)) }));
    const first = beganRefused(step)
        ? all.findIndex(({ text }) => text === lines[0]?.text)
        : startOf(all, mark, lines.length);
    const done = all.slice(first).filter(({ text }) => !text.startsWith('OPTIONS'));
    for (const isClose of [true, false]) {
        const [ours, theirs] = [done, lines].map((list) =>
            list.filter(({ text }) => text.startsWith('closed') === isClose)
        ) as [typeof done, typeof lines];
        assert.deepEqual(
            ours.map(({ text }) => text),
            theirs.map(({ text }) => text)
        );
        for (const [index, { at, text }] of ours.entries()) {
            const delay = (theirs[index]?.at ?? 0) - (lines[0]?.at ?? 0);
            const moved = at - (done[0]?.at ?? 0) - delay;
            assert.ok(Math.abs(moved) < JITTER, `${text} moved by ${moved} ms`);
        }
    }
}

/** These recordings leave out all queries. */
function bareText(text: string): string {
    return shortText(text).replace(/\?\S*/, '');
}

/** Where a step begins. Some recordings begin a little early, with the end of the connecting before. */
function startOf(list: readonly unknown[], mark: number, recorded: number): number {
    return Math.min(mark, list.length - recorded);
}

async function checkSaid(desk: AgentDesk, line: string): Promise<void> {
    if (line.startsWith('rooms ')) {
        const rooms = JSON.parse(line.slice('rooms '.length)) as { k: string; agents: number }[];
        const occupied = rooms.filter(({ agents }) => agents > 0);
        assert.deepEqual(
            desk.rooms,
            Object.fromEntries(occupied.map(({ k, agents }) => [k.split('/')[1], agents]))
        );
    } else if (line.startsWith('authorized ')) {
        const isAuthorized = desk.page.GLANCE.Authorization['authorized']?.();
        assert.equal(`authorized ${String(isAuthorized)}`, line);
    } else if (line === 'connect() undefined') {
        desk.agent.connect();
        await desk.clock.advance(1_000);
    } else {
        assert.fail(line);
    }
}

function sceneOf({ title }: RecordedStep): Scene {
    const message = /^server sends (.*), 6.3 s$/.exec(title)?.[1];
    const scene: Scene | undefined =
        message === undefined
            ? SCENES[title]
            : { drive: ({ browser }) => browser.send(JSON.parse(message)), watch: 6_300 };
    assert.ok(scene, `a scene for ${title}`);
    return scene;
}

function drop({ browser }: AgentDesk, code: number): void {
    browser.sockets.at(-1)?.end(code);
}
