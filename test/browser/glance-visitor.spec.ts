import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { readRecording, type RecordedStep } from '../../local/glance/test/recording.ts';
import {
    noLines,
    recordedLines,
    type VisitorLines
} from '../../local/glance/test/visitor-lines.ts';
import { VisitorService } from '../../local/glance/test/visitor-service.ts';

/**
 * The stand-in's visitor scripts do what Glance's own did in the recordings: same requests, sockets and messages. The
 * pages live in Playwright alone.
 */
const HOST = 'shop.example';
const SHOP = `https://${HOST}/shop.html`;

const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><script>
    var seen = [];
    var GLANCE_COBROWSE = {
        visitorid: 'cust-1',
        name: 'Rosa',
        'user-tier': 'gold',
        Custom: {
            greet: function (args) { seen.push(['greet', args]); },
            deep: { er: function (args) { seen.push(['deep', args]); } }
        }
    };
    var query = new URLSearchParams(location.search);
    var tag = document.createElement('script');
    tag.id = 'glance-cobrowse';
    tag.src = 'https://www.glancecdn.net/cobrowse/CobrowseJS.ashx?groupid=12345&site=production';
    tag.setAttribute('data-groupid', '12345');
    tag.setAttribute('data-site', 'production');
    tag.setAttribute('data-presence', query.get('presence') || 'on');
    for (const [name, value] of query) {
        if (name.startsWith('data-')) { tag.setAttribute(name, value); }
    }
    tag.onload = function () {
        ['ready', 'sessionstarting', 'sessionstart', 'sessioncontinue', 'agents', 'sessionend', 'error'].forEach(function (type) {
            GLANCE.Cobrowse.Visitor.addEventListener(type, function (detail) {
                seen.push([type, detail === undefined ? null : detail]);
            });
        });
    };
    document.head.append(tag);
</script></head><body><h1>Shop</h1><button data-glancebutton>Help me</button></body></html>`;

let context: BrowserContext;
let page: Page;
let service: VisitorService;

test.beforeEach(async ({ browser }) => {
    await startOver(browser.newContext.bind(browser), false);
});

test.afterEach(() => context.close());

async function startOver(
    newContext: () => Promise<BrowserContext>,
    isLoadBalanced: boolean,
    change: Partial<VisitorService['state']> = {}
): Promise<void> {
    context = await newContext();
    service = new VisitorService(isLoadBalanced);
    Object.assign(service.state, change);
    await service.serve(context, HOST, HTML);
    page = await newPage();
}

async function newPage(): Promise<Page> {
    const opened = await context.newPage();
    await opened.clock.install();
    return opened;
}

async function show(state: 'hidden' | 'visible'): Promise<void> {
    await page.evaluate((value) => {
        Object.defineProperty(document, 'visibilityState', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
    }, state);
}

/** As the browser does it; what a page sends while it really goes doesn't always reach the test. */
function leave(): Promise<boolean> {
    return page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
}

function focus(): Promise<boolean> {
    return page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

function seen(): Promise<unknown> {
    return page.evaluate('seen.splice(0)');
}

/** Waits for as much as was recorded, and compares it. */
async function expectRecorded(
    step: RecordedStep,
    requestsOf = ({ requests }: VisitorLines): string[] => requests
): Promise<void> {
    const recorded = recordedLines(step.traffic);
    const count = (lines: VisitorLines): number =>
        requestsOf(lines).length + lines.presence.length + lines.session.length;
    await expect
        .poll(() => count(service.lines), { message: step.title })
        .toBeGreaterThanOrEqual(count(recorded));
    expect(service.lines.presence, step.title).toEqual(recorded.presence);
    // Recordings cut long messages.
    expect(service.lines.session.length, step.title).toBe(recorded.session.length);
    recorded.session.forEach((line, index) => {
        expect(service.lines.session[index]?.slice(0, line.length), step.title).toBe(line);
    });
    // Some are made at the same time: their order is chance.
    expect(requestsOf(service.lines).toSorted(), step.title).toEqual(
        requestsOf(recorded).toSorted()
    );
    service.lines = noLines();
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
        const afresh = async (change: Partial<VisitorService['state']> = {}): Promise<void> => {
            await context.close();
            await startOver(browser.newContext.bind(browser), isLoadBalanced, change);
        };
        // In a load-balanced group nobody asks where the server is.
        const asked = isLoadBalanced ? 1 : 2;
        const actions: Record<string, () => Promise<unknown>> = {
            'presence on': async () => {
                await afresh();
                await page.goto(SHOP);
            },
            'hidden for 7 s': async () => {
                await show('hidden');
                await page.clock.runFor(7000);
            },
            'visible and focused again': async () => {
                await show('visible');
                await focus();
            },
            'server sends blur, 6.5 s': async () => {
                service.tell({ mtype: 'blur' });
                await expect.poll(() => service.lines.presence).toContain('closed');
                await page.clock.runFor(6500);
            },
            'focus event': focus,
            'socket dropped, 6.5 s': async () => {
                await service.drop();
                await page.clock.runFor(6500);
            },
            'keepalive 1': async () => {
                await afresh({ keepalive: 1 });
                await page.goto(SHOP);
                await expect.poll(() => service.lines.presence.length).toBe(3);
                await page.clock.runFor(3500);
                await expect.poll(() => service.lines.keepalives).toBeGreaterThanOrEqual(3);
            },
            'presence api': async () => {
                await afresh();
                await page.goto(`${SHOP}?presence=api`);
                await page.waitForFunction('window.GLANCE && GLANCE.Presence');
                service.lines = noLines();
            },
            'api: new Visitor, presence({data, onsuccess})': async () => {
                await page.evaluate(`
                    visitor = new GLANCE.Presence.Visitor({ groupid: 12345, visitorid: 'cust-1' });
                    visitor.onsignal = (data) => seen.push(['signal', data]);
                    visitor.onerror = (data) => seen.push(['error', data]);
                    visitor.onuniqueid = (id, seconds) => seen.push(['uniqueid', id, seconds]);
                    visitor.presence({ data: { cart: 3 }, onsuccess: () => seen.push(['success']) });`);
                await expect.poll(() => service.lines.presence.length).toBe(3);
                expect(await seen()).toEqual([]);
                service.tell({ mtype: 'signal', data: { a: 1 } });
                service.tell({ mtype: 'invoke', data: { func: 'GLANCE_COBROWSE.Custom.greet' } });
                service.tell({ type: 'error', data: { code: 'x' } });
                await page.waitForFunction('seen.length === 3');
                expect(await seen()).toEqual([
                    ['signal', { a: 1 }],
                    ['greet', { remote: true }],
                    ['error', { code: 'x' }]
                ]);
            },
            setVisitorId: () => page.evaluate(`visitor.setVisitorId('cust-9')`),
            'POST presence 401, 7 s': async () => {
                await afresh({ presenceStatus: 401 });
                await page.goto(SHOP);
                await expect.poll(() => withoutDetails(service.lines).length).toBe(asked);
                await page.clock.runFor(5500);
            },
            'POST presence 503, 7 s': async () => {
                await afresh({ presenceStatus: 503 });
                await page.goto(SHOP);
                await expect.poll(() => withoutDetails(service.lines).length).toBe(asked);
                await page.clock.runFor(70_000);
            },
            'presence off': async () => {
                await afresh({ presenceUrl: '' });
                await page.goto(SHOP);
            },
            connectUnique: async () => {
                await afresh();
                await page.goto(`${SHOP}?presence=api`);
                await page.waitForFunction('window.GLANCE && GLANCE.Presence');
                await page.evaluate(`
                    visitor = new GLANCE.Presence.Visitor({ groupid: 12345, visitorid: 'cust-1' });
                    visitor.onuniqueid = (id, seconds) => seen.push(['uniqueid', id, seconds]);
                    visitor.connectUnique({ data: { x: 1 } });`);
                await page.waitForFunction('seen.length === 1');
                expect(await seen()).toEqual([['uniqueid', '1234', 300]]);
            },
            extendUnique: () => page.evaluate('visitor.extendUnique()'),
            'second page of the same visitor': async () => {
                await afresh();
                await page.goto(SHOP);
                await expect.poll(() => service.lines.presence.length).toBe(3);
                page = await newPage();
                await page.goto(`${SHOP}?second=1`);
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
        await context.close();
        await startOver(browser.newContext.bind(browser), name.includes('load-balanced'));
        const errors: string[] = [];
        page.on('console', (message) => {
            if (message.type() === 'error') {
                errors.push(message.text());
            }
        });
        const actions: Record<string, (step: RecordedStep) => Promise<unknown>> = {
            'visitor came': () => page.goto(SHOP),
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
                service.state.startSession = started?.body.json as object;
                await page.locator('#glance_accept').click();
            },
            'next page in session': async () => {
                await leave();
                await page.goto(`${SHOP}?two=1`);
            },
            stopSession: tellRecorded,
            'visitor left': leave
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
                        .poll(() => page.evaluate('JSON.stringify(seen)'))
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
                .poll(() => service.lines.presence.filter((each) => each.startsWith('>')).length)
                .toBeGreaterThanOrEqual(sent);
            service.tell(line.message.json as object);
        }
    }
}
