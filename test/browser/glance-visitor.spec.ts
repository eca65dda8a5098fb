import { expect, test } from '@playwright/test';
import { readRecording, type RecordedStep } from '../../local/glance/test/recording.ts';
import {
    noLines,
    recordedLines,
    type VisitorLines
} from '../../local/glance/test/visitor-lines.ts';
import { Shop } from '../../local/glance/test/visitor-shop.ts';
import type { ServiceState } from '../../local/glance/test/visitor-service.ts';

/**
 * The stand-in's visitor scripts do what Glance's own did in the recordings: same requests, sockets and messages. The
 * pages live in Playwright alone.
 */
let shop: Shop;

test.afterEach(() => shop.context.close());

/** Waits for as much as was recorded, and compares it. */
async function expectRecorded(
    step: RecordedStep,
    requestsOf = ({ requests }: VisitorLines): string[] => requests
): Promise<void> {
    const recorded = recordedLines(step.traffic);
    const count = (lines: VisitorLines): number =>
        requestsOf(lines).length + lines.presence.length + lines.session.length;
    await expect
        .poll(() => count(shop.service.lines), { message: step.title })
        .toBeGreaterThanOrEqual(count(recorded));
    expect(shop.service.lines.presence, step.title).toEqual(recorded.presence);
    // Recordings cut long messages.
    expect(shop.service.lines.session.length, step.title).toBe(recorded.session.length);
    recorded.session.forEach((line, index) => {
        expect(shop.service.lines.session[index]?.slice(0, line.length), step.title).toBe(line);
    });
    // Some are made at the same time: their order is chance.
    expect(requestsOf(shop.service.lines).toSorted(), step.title).toEqual(
        requestsOf(recorded).toSorted()
    );
    shop.service.lines = noLines();
}

/** The recordings of single steps leave out bodies, and what is loaded. */
function withoutDetails({ requests }: VisitorLines): string[] {
    return requests
        .filter((line) => !line.includes(' www.glancecdn.net/'))
        .map((line) => line.split(' ', 2).join(' '));
}

for (const [name, isLoadBalanced] of [
    ['visitor-6.33.0-errors', false],
    ['visitor-6.33.0-load-balanced', true]
] as const) {
    test(`presence as recorded: ${name}`, async ({ browser }) => {
        const open = (state: Partial<ServiceState> = {}): Promise<Shop> =>
            Shop.open(browser, { isPresenceLoadBalanced: isLoadBalanced, ...state });
        const afresh = async (state?: Partial<ServiceState>): Promise<void> => {
            await shop.context.close();
            shop = await open(state);
        };
        shop = await open();
        // In a load-balanced group nobody asks where the server is.
        const asked = isLoadBalanced ? 1 : 2;
        const actions: Record<string, () => Promise<unknown>> = {
            'presence on': async () => {
                await afresh();
                await shop.visit();
            },
            'hidden for 7 s': async () => {
                await shop.show('hidden');
                await shop.page.clock.runFor(7000);
            },
            'visible and focused again': async () => {
                await shop.show('visible');
                await shop.focus();
            },
            'server sends blur, 6.5 s': async () => {
                shop.service.tell({ mtype: 'blur' });
                await expect.poll(() => shop.service.lines.presence).toContain('closed');
                await shop.page.clock.runFor(6500);
            },
            'focus event': () => shop.focus(),
            'socket dropped, 6.5 s': async () => {
                await shop.service.drop();
                await shop.page.clock.runFor(6500);
            },
            'keepalive 1': async () => {
                await afresh({ keepalive: 1 });
                await shop.visit();
                await expect.poll(() => shop.service.lines.presence.length).toBe(3);
                await shop.page.clock.runFor(3500);
                await expect.poll(() => shop.service.lines.keepalives).toBeGreaterThanOrEqual(3);
            },
            'presence api': async () => {
                await afresh();
                await shop.visit(`?presence=api`);
                await shop.page.waitForFunction('window.GLANCE && GLANCE.Presence');
                shop.service.lines = noLines();
            },
            'api: new Visitor, presence({data, onsuccess})': async () => {
                await shop.page.evaluate(`
                    visitor = new GLANCE.Presence.Visitor({ groupid: 12345, visitorid: 'cust-1' });
                    visitor.onsignal = (data) => seen.push(['signal', data]);
                    visitor.onerror = (data) => seen.push(['error', data]);
                    visitor.onuniqueid = (id, seconds) => seen.push(['uniqueid', id, seconds]);
                    visitor.presence({ data: { cart: 3 }, onsuccess: () => seen.push(['success']) });`);
                await expect.poll(() => shop.service.lines.presence.length).toBe(3);
                expect(await shop.seen()).toEqual([]);
                shop.service.tell({ mtype: 'signal', data: { a: 1 } });
                shop.service.tell({
                    mtype: 'invoke',
                    data: { func: 'GLANCE_COBROWSE.Custom.greet' }
                });
                shop.service.tell({ type: 'error', data: { code: 'x' } });
                await shop.page.waitForFunction('seen.length === 3');
                expect(await shop.seen()).toEqual([
                    ['signal', { a: 1 }],
                    ['greet', { remote: true }],
                    ['error', { code: 'x' }]
                ]);
            },
            setVisitorId: () => shop.page.evaluate(`visitor.setVisitorId('cust-9')`),
            'POST presence 401, 7 s': async () => {
                await afresh({ presenceStatus: 401 });
                await shop.visit();
                await expect.poll(() => withoutDetails(shop.service.lines).length).toBe(asked);
                await shop.page.clock.runFor(5500);
            },
            'POST presence 503, 7 s': async () => {
                await afresh({ presenceStatus: 503 });
                await shop.visit();
                await expect.poll(() => withoutDetails(shop.service.lines).length).toBe(asked);
                await shop.page.clock.runFor(70_000);
            },
            'presence off': async () => {
                await afresh({ presenceUrl: '' });
                await shop.visit();
            },
            connectUnique: async () => {
                await afresh();
                await shop.visit(`?presence=api`);
                await shop.page.waitForFunction('window.GLANCE && GLANCE.Presence');
                await shop.page.evaluate(`
                    visitor = new GLANCE.Presence.Visitor({ groupid: 12345, visitorid: 'cust-1' });
                    visitor.onuniqueid = (id, seconds) => seen.push(['uniqueid', id, seconds]);
                    visitor.connectUnique({ data: { x: 1 } });`);
                await shop.page.waitForFunction('seen.length === 1');
                expect(await shop.seen()).toEqual([['uniqueid', '1234', 300]]);
            },
            extendUnique: () => shop.page.evaluate('visitor.extendUnique()'),
            'second page of the same visitor': async () => {
                await afresh();
                await shop.visit();
                await expect.poll(() => shop.service.lines.presence.length).toBe(3);
                await shop.openPage();
                await shop.visit(`?second=1`);
            }
        };
        for (const step of readRecording(name)) {
            await test.step(step.title, async () => {
                await actions[step.title]?.();
                await expectRecorded(step, withoutDetails);
            });
        }
    });
}

/** The loader itself comes with the page; frames of the page load scripts a second time. */
function withoutFrames({ requests }: VisitorLines): string[] {
    return [...new Set(requests.filter((line) => !line.includes('/CobrowseJS.ashx')))];
}

/** Steps for which the recording says what the page was told of them: before the step's title, or before the next. */
const STEPS_HEARD: Readonly<Record<string, 0 | 1>> = {
    'custom functions and signal': 0,
    accepted: 1,
    'next page in session': 1
};

for (const name of [
    'agent-6.3.1-visitor-6.33.0',
    'agent-6.19.0-visitor-6.33.0',
    'agent-6.25.0-visitor-6.33.0',
    'agent-6.25.0-load-balanced-visitor-6.33.0'
]) {
    test(`from presence to the end of a session as recorded: ${name}`, async ({ browser }) => {
        shop = await Shop.open(browser, {
            isPresenceLoadBalanced: name.includes('load-balanced')
        });
        const errors: string[] = [];
        shop.page.on('console', (message) => {
            if (message.type() === 'error') {
                errors.push(message.text());
            }
        });
        const actions: Record<string, (step: RecordedStep) => Promise<unknown>> = {
            'visitor came': () => shop.visit(),
            'custom functions and signal': async (step) => {
                await tellRecorded(step);
                await expect
                    .poll(() => errors)
                    .toEqual([
                        'ERR_BADINVOKE:GLANCE_COBROWSE',
                        'ERR_BADINVOKE:',
                        'ERR_UNDEFINVOKE:Nothing'
                    ]);
            },
            showTerms: tellRecorded,
            accepted: async ({ traffic }) => {
                const answers = traffic.filter((line) => line.kind === 'answer');
                const started = answers.find(({ body }) => body.text.startsWith('{"callId"'));
                shop.service.state.startSession = started?.body.json as object;
                await shop.page.locator('#glance_accept').click();
            },
            'next page in session': async () => {
                await shop.leave();
                await shop.visit(`?two=1`);
            },
            stopSession: tellRecorded,
            'visitor left': () => shop.leave()
        };
        const steps = readRecording(name);
        for (const [index, step] of steps.entries()) {
            await test.step(step.title, async () => {
                await actions[step.title]?.(step);
                await expectRecorded(step, withoutFrames);
                const where = STEPS_HEARD[step.title];
                if (where !== undefined) {
                    const noted = steps[index + where]?.before ?? [];
                    const heard = noted.find((line) => line.startsWith('shop seen ')) ?? '';
                    await expect
                        .poll(() => shop.page.evaluate('JSON.stringify(seen)'))
                        .toBe(heard.slice('shop seen '.length));
                }
            });
        }
    });
}

/** Sends what the page got, each when the page has sent all that it sent before. */
async function tellRecorded({ traffic }: RecordedStep): Promise<void> {
    let sent = 0;
    for (const line of traffic) {
        if (line.kind === 'sent' && line.side === 'VISITOR') {
            sent += 1;
        } else if (line.kind === 'received' && line.side === 'VISITOR') {
            await expect
                .poll(
                    () => shop.service.lines.presence.filter((each) => each.startsWith('>')).length
                )
                .toBeGreaterThanOrEqual(sent);
            shop.service.tell(line.message.json as object);
        }
    }
}
