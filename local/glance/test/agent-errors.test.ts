import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AgentVersion, Reply } from './agent-browser.ts';
import { AgentDesk, json } from './agent-desk.ts';
import { deedText, eventsIn, lineText, shortText } from './agent-lines.ts';
import { doneByScript, readRecording, type RecordedStep } from './recording.ts';

const RECORDINGS: readonly (readonly [string, AgentVersion, boolean])[] = [
    ['agent-6.3.1-errors', '6.3.1', false],
    ['agent-6.25.0-errors', '6.25.0', false],
    ['agent-6.25.0-load-balanced-errors', '6.25.0', true]
];

const SHOW_TERMS = 'GLANCE.Cobrowse.Visitor.showTerms';

/** Does what a step did, and says what its caller got; events where nobody waited for anything. */
type Drive = (desk: AgentDesk, detail: string) => Promise<unknown>;

/** In the order of need: the first whose text begins a step's title. Marked ones go on in the page before. */
const DRIVES: readonly (readonly [title: string, goesOn: boolean, drive: Drive])[] = [
    [
        'authorize, server answers ',
        false,
        (desk, detail) => {
            desk.wrong.authorize = reply(detail);
            return desk.authorize();
        }
    ],
    [
        'authorize, 500 without CORS headers',
        false,
        (desk) => {
            desk.wrong.authorize = { status: 500, cors: false };
            return desk.authorize();
        }
    ],
    [
        'authorize, 200 text',
        false,
        (desk) => {
            desk.wrong.authorize = { status: 200, body: 'nonsense' };
            return desk.authorize();
        }
    ],
    [
        'authorize, 200 object',
        false,
        (desk) => {
            desk.wrong.authorize = json({ token: 'TOKEN' });
            return desk.authorize();
        }
    ],
    ['lookup with object token', true, (desk) => lookUp(desk)],
    [
        'authorize webserver: beta',
        false,
        (desk) => desk.authorize({ webserver: 'beta.glance.net' })
    ],
    [
        'authorize again, group 99, other agent',
        true,
        (desk) => desk.authorize({ groupid: 99, credentials: { partnerid: 99 } })
    ],
    [
        'new page: authorized()',
        true,
        async (desk) => {
            await desk.load();
            return isAuthorized(desk);
        }
    ],
    [
        'new page: clearToken() first, then authorize',
        true,
        async (desk) => {
            await desk.load();
            desk.page.GLANCE.Authorization['clearToken']?.();
            return desk.authorize();
        }
    ],
    [
        'clearToken() after an authorize, then authorize',
        true,
        (desk) => {
            desk.page.GLANCE.Authorization['clearToken']?.();
            return desk.authorize({ ws: 'beta.glance.net', site: 'staging' });
        }
    ],
    [
        'setToken, then authorize',
        false,
        (desk) => {
            desk.page.GLANCE.Authorization['setToken']?.('MINE');
            return desk.authorize();
        }
    ],
    ['lookup with set token', true, (desk) => lookUp(desk)],
    ['token after 401', true, (desk) => Promise.resolve(isAuthorized(desk))],
    ['authorize without credentials', false, (desk) => desk.authorize({ credentials: undefined })],
    ['authorize duration undefined', false, (desk) => desk.authorize({ duration: undefined })],
    ['authorize duration "60"', false, (desk) => desk.authorize({ duration: '60' })],
    [
        'data-authtoken, then authorize',
        false,
        (desk) => {
            setAttribute(desk, 'data-authtoken', 'OTHER');
            return desk.authorize();
        }
    ],
    [
        'data-ws beta; Agent groupid 777',
        false,
        async (desk) => {
            await desk.authorize();
            setAttribute(desk, 'data-ws', 'beta.glance.net');
            desk.newAgent({
                groupid: 777,
                site: 'staging',
                presenceserver: 'mine.example',
                visitorid: 'with space&x'
            });
            return desk.lookup();
        }
    ],
    ['again, server well', true, (desk) => lookUpWell(desk)],
    [
        'lookup 200 with empty body',
        false,
        async (desk) => {
            desk.wrong.lookupvisitor = { status: 200 };
            const outcome = await lookUp(desk);
            assert.deepEqual(desk.page.errors, ['Cannot convert undefined or null to object']);
            return outcome;
        }
    ],
    [
        'lookup ',
        false,
        (desk, detail) => {
            desk.wrong.lookupvisitor = reply(detail);
            return lookUp(desk);
        }
    ],
    [
        'settings well, lookup',
        true,
        (desk) => {
            desk.wrong = {};
            return desk.lookup();
        }
    ],
    [
        'settings ',
        false,
        (desk, detail) => {
            desk.wrong.settings = reply(detail);
            return lookUp(desk);
        }
    ],
    [
        'presence off, lookup',
        false,
        (desk) => {
            desk.presenceUrl = '';
            return lookUp(desk);
        }
    ],
    ['presence off, invoke', true, (desk) => desk.invoke(SHOW_TERMS)],
    ['presence off, connect', true, (desk) => connect(desk)],
    [
        'connect, findvisitor ',
        false,
        async (desk, detail) => {
            desk.wrong.findvisitor = reply(detail);
            await desk.authorize();
            desk.newAgent();
            await connect(desk);
        }
    ],
    ['6 s later', true, (desk) => desk.clock.advance(6_000)],
    [
        'connect() again',
        true,
        (desk) => {
            desk.wrong = {};
            return connect(desk);
        }
    ],
    [
        'connect, socket refused, 12.5 s',
        false,
        async (desk) => {
            desk.isRefusingSockets = true;
            await desk.authorize();
            desk.newAgent().connect();
            await desk.clock.advance(12_500);
        }
    ],
    [
        'socket allowed',
        true,
        (desk) => {
            desk.isRefusingSockets = false;
            return desk.clock.advance(6_000);
        }
    ],
    ['connect', true, (desk) => connect(desk)]
];

describe('what agents were told of errors, as recorded', () => {
    for (const [name, version, isLoadBalanced] of RECORDINGS) {
        describe(name, () => {
            for (const scene of scenes(readRecording(name))) {
                test(scene.map(({ title }) => title).join(' → '), async () => {
                    const desk = new AgentDesk(version, isLoadBalanced);
                    desk.token = tokenIn(scene);
                    await desk.load();
                    for (const step of scene) {
                        await play(desk, step);
                    }
                });
            }
        });
    }
});

async function play(desk: AgentDesk, step: RecordedStep): Promise<void> {
    const [deeds, events] = [desk.browser.deeds.length, desk.events.length];
    const [title, , drive] = driveOf(step);
    const outcome = await drive(desk, step.title.slice(title.length).replace(/,.*/, ''));
    const done = desk.browser.deeds.slice(deeds).map(deedText);
    assert.deepEqual(
        done
            .filter((text) => !text.includes('"OPTIONS"'))
            .map(shortText)
            .filter(isWanted(step)),
        recorded(step),
        step.title
    );
    const [expected = '', ...more] = step.said;
    if (outcome === undefined) {
        assert.deepEqual(desk.events.slice(events), eventsIn(expected), step.title);
    } else {
        assert.equal(String(outcome), expected, step.title);
    }
    for (const line of more) {
        checkSaid(desk, line);
    }
}

function checkSaid(desk: AgentDesk, line: string): void {
    const { storage } = desk.browser;
    const [, word, text = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
    if (word === 'authorized') {
        assert.equal(String(isAuthorized(desk)), text);
    } else if (word === 'ls') {
        const key = 'glance_visitor_settings_12345_production';
        assert.deepEqual(JSON.parse(storage.get(key) ?? ''), JSON.parse(text));
    } else if (word === 'exp' && text === 'Invalid Date') {
        assert.equal(storage.get('glanceauth_exp'), text);
    } else if (word === 'exp') {
        const life = Date.parse(storage.get('glanceauth_exp') ?? '') - desk.clock.now;
        assert.ok(Math.abs(life - Number(text)) <= 1_000, line);
    } else {
        assert.fail(line);
    }
}

/** What was recorded; a broken connection made the recording browser ask twice, by itself. */
function recorded(step: RecordedStep): string[] {
    return doneByScript(step, 'AGENT')
        .map(lineText)
        .map(shortText)
        .filter(isWanted(step))
        .filter((text, index, all) => !/reset/.test(step.title) || text !== all[index - 1]);
}

/** Authorizing belongs to a step only where the step is about that; otherwise it may or may not be in the recording. */
function isWanted({ title }: RecordedStep): (text: string) => boolean {
    return (text) => /authorize/.test(title) || !text.includes('/rest/Authorize');
}

/** Steps that were done in one page, or in pages with one storage. */
function scenes(steps: readonly RecordedStep[]): RecordedStep[][] {
    const all: RecordedStep[][] = [];
    for (const step of steps) {
        const [, goesOn] = driveOf(step);
        if (goesOn) {
            all.at(-1)?.push(step);
        } else {
            all.push([step]);
        }
    }
    return all;
}

function driveOf({ title }: RecordedStep): (typeof DRIVES)[number] {
    const found = DRIVES.find(([start]) => title.startsWith(start));
    assert.ok(found, `a drive for ${title}`);
    return found;
}

function tokenIn(scene: readonly RecordedStep[]): string {
    return /TOKEN\.[\w.@]+/.exec(JSON.stringify(scene))?.[0] ?? 'TOKEN';
}

async function lookUp(desk: AgentDesk): Promise<string> {
    await desk.authorize();
    return desk.lookup(desk.newAgent());
}

function lookUpWell(desk: AgentDesk): Promise<string> {
    desk.wrong = {};
    return desk.lookup();
}

async function connect(desk: AgentDesk): Promise<void> {
    desk.agent.connect();
    await desk.clock.advance(1_000);
}

function isAuthorized(desk: AgentDesk): unknown {
    return desk.page.GLANCE.Authorization['authorized']?.();
}

function setAttribute(desk: AgentDesk, name: string, value: string): void {
    const element = desk.page.elements['glance-cobrowse'];
    assert.ok(element);
    element[name] = value;
}

function reply(detail: string): Reply {
    return detail === 'reset' ? detail : { status: Number(detail) };
}
