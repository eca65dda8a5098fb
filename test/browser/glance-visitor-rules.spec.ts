import { expect, test, type Browser } from '@playwright/test';
import type { ServiceState } from '../../local/glance/test/visitor-service.ts';
import { Shop } from '../../local/glance/test/visitor-shop.ts';

/** What the visitor scripts are known to do beyond the recorded journeys. The pages live in Playwright alone. */
let shop: Shop;

const STARTED = {
    callId: 1008,
    sessionId: '12345.k.1',
    sessionKey: 'k',
    serverName: 'cs1.glance.net'
};

test.afterEach(() => shop.context.close());

/** A page of a visitor who is present. */
async function present(
    browser: Browser,
    state: Partial<ServiceState> = {},
    query = ''
): Promise<void> {
    shop = await Shop.open(browser, { startSession: STARTED, ...state });
    await shop.visit(query);
    await expect.poll(() => shop.service.lines.presence.length).toBe(3);
    shop.service.lines.presence.length = 0;
}

/** Messages that went to the agents since the last look, as soon as there are so many. */
async function told(count: number): Promise<unknown[]> {
    const { presence } = shop.service.lines;
    await expect.poll(() => presence.length).toBeGreaterThanOrEqual(count);
    return presence
        .splice(0)
        .map((line) => (line.startsWith('> ') ? JSON.parse(line.slice(2)) : line));
}

function invoke(func: string, args?: object): void {
    shop.service.tell({ mtype: 'invoke', data: { func, args } });
}

const terms = (status: string): object => ({ type: 'terms', data: { status } });
const accept = (): Promise<void> => shop.page.locator('#glance_accept').click();
const decline = (): Promise<void> => shop.page.locator('#glance_decline').click();

/** The key that the visitor's page asked a session for. */
async function askedKey(): Promise<unknown> {
    const find = (): string | undefined =>
        shop.service.lines.requests.find((line) => line.includes('/StartSession2'));
    await expect.poll(find).toBeDefined();
    return JSON.parse((find() ?? '').replace(/^\S+ \S+ /, '')).sessionKey;
}

test.describe('the loader', () => {
    test('loads nothing more until it is needed', async ({ browser }) => {
        shop = await Shop.open(browser);
        await shop.visit('?presence=api&nobody');
        await shop.page.waitForFunction('window.GLANCE && GLANCE.Presence');
        expect(shop.service.lines.requests).toEqual([
            'GET www.glancecdn.net/cobrowse/CobrowseJS.ashx?groupid=12345&site=production',
            'GET www.glancecdn.net/cobrowse/js/GlancePresenceVisitor_6.33.0M.js'
        ]);
        expect(
            await shop.run(
                '[GLANCE.VERSION, GLANCE.Cobrowse.Visitor.loaded, typeof GLANCE.Cobrowse.Visitor.stopSession]'
            )
        ).toEqual(['6.33.0.1480702263', false, 'undefined']);
        expect(shop.service.lines.presence).toEqual([]);
    });

    test('counts once on a page', async ({ browser }) => {
        await present(browser);
        await shop.run(`first = GLANCE.Cobrowse;
            addTag();
            new Promise((resolve) => {
                document.querySelectorAll('#glance-cobrowse')[1].addEventListener('load', resolve);
            }).then(() => true)`);
        expect(await shop.run('first === GLANCE.Cobrowse')).toBe(true);
    });

    test('throws for a site that is none', async ({ browser }) => {
        shop = await Shop.open(browser);
        const thrown = shop.page.waitForEvent('pageerror');
        await shop.visit('?data-site=beta');
        expect((await thrown).message).toContain('beta');
        expect(shop.service.lines.presence).toEqual([]);
    });

    test('lets attributes win over GLANCE_COBROWSE, and writes them there', async ({ browser }) => {
        shop = await Shop.open(browser);
        await shop.visit('?data-visitorid=tag-1&data-user-plan=basic');
        await expect.poll(() => shop.service.lines.presence.length).toBe(3);
        const [, hello, posted] = shop.service.lines.presence;
        expect(hello).toContain('"visitorid":"tag-1"');
        expect(posted).toContain('"tier":"gold","plan":"basic"');
        expect(await shop.run('GLANCE_COBROWSE.visitorid')).toBe('tag-1');
    });

    test('asks at buttons of the page and at keys of data-inputevents', async ({ browser }) => {
        const keys = JSON.stringify({ keydown: { ctrlKey: true, key: 'y' } });
        await present(browser, {}, `?data-inputevents=${encodeURIComponent(keys)}`);
        await shop.page.getByRole('button', { name: 'Help me' }).click();
        expect(await told(1)).toEqual([terms('displayed')]);
        await decline();
        expect(await told(1)).toEqual([terms('declined')]);
        await shop.page.keyboard.press('y');
        await shop.page.keyboard.press('Control+y');
        await decline();
        expect(await told(2)).toEqual([terms('displayed'), terms('declined')]);
    });
});

test.describe('presence', () => {
    test('waits for a visitor id, and goes on with another', async ({ browser }) => {
        shop = await Shop.open(browser);
        await shop.visit('?nobody');
        await shop.page.waitForFunction('window.GLANCE && GLANCE.Presence');
        await shop.run(`GLANCE.Presence.Visitor.setVisitorId('cust-2')`);
        await expect.poll(() => shop.service.lines.presence.length).toBe(3);
        expect(shop.service.lines.presence[1]).toContain('"visitorid":"cust-2"');
        shop.service.lines.presence.length = 0;
        await shop.run(`GLANCE.Presence.Visitor.instance.setVisitorId('cust-3')`);
        expect(await told(3)).toEqual([
            'closed',
            'open pr7.glance.net/visitorws',
            expect.objectContaining({ type: 'connect', visitorid: 'cust-3' })
        ]);
    });

    test('follows what the server says', async ({ browser }) => {
        await present(browser);
        const reconnected = [
            'closed',
            'open pr7.glance.net/visitorws',
            expect.objectContaining({ type: 'connect' })
        ];
        shop.service.tell({ type: 'scaledown' });
        expect(await told(3)).toEqual(reconnected);
        shop.service.tell({ type: 'redirect', data: { direct: 'pr8.glance.net' } });
        expect(await told(1)).toEqual(['closed']);
        await shop.page.clock.runFor(5500);
        expect(await told(2)).toEqual(reconnected.slice(1));
        await shop.run(`GLANCE.Presence.Visitor.instance.onclose = () => seen.push(['close'])`);
        shop.service.tell({ type: 'serverclose' });
        expect(await told(1)).toEqual(['closed']);
        await shop.page.clock.runFor(70_000);
        expect(await shop.seen()).toEqual([['close']]);
        expect(shop.service.lines.presence).toEqual([]);
    });

    test('comes back after 5 seconds three times, then after a minute', async ({ browser }) => {
        await present(browser, { presenceStatus: 200 });
        shop.service.state.presenceStatus = 500;
        shop.service.lines.requests.length = 0;
        await shop.service.drop();
        expect(await told(1)).toEqual(['closed']);
        const posts = (): number =>
            shop.service.lines.requests.filter((line) => line.startsWith('POST')).length;
        for (const [wait, count] of [
            [5500, 1],
            [5500, 2],
            [5500, 3],
            [30_000, 3],
            [31_000, 4]
        ] as const) {
            await shop.page.clock.runFor(wait);
            await expect.poll(posts).toBe(count);
        }
    });

    test('hears nothing of refused invocations of what is not loaded', async ({ browser }) => {
        await present(browser);
        const said = shop.page.waitForEvent('console', (message) => message.type() === 'error');
        invoke('GLANCE.Cobrowse.Visitor.stopSession');
        expect((await said).text()).toBe('ERR_UNDEFINVOKE:stopSession');
    });
});

test.describe('terms', () => {
    test('are told at each call; the first call’s key counts', async ({ browser }) => {
        await present(browser);
        invoke('GLANCE.Cobrowse.Visitor.showTerms', { sessionKey: 'first' });
        expect(await told(1)).toEqual([terms('displayed')]);
        invoke('GLANCE.Cobrowse.VisitorUI.showTerms', { sessionKey: 'second' });
        expect(await told(1)).toEqual([terms('displayed')]);
        await expect(shop.page.getByRole('dialog')).toHaveCount(1);
        await accept();
        expect(await askedKey()).toBe('first');
    });

    test('are told although a session runs and nothing is shown', async ({ browser }) => {
        await present(browser);
        await shop.run('GLANCE.Cobrowse.Visitor.startSession("k")');
        expect(await told(1)).toEqual([{ type: 'visitorsessionstart' }]);
        await shop.page.getByRole('button', { name: 'Stop sharing' }).waitFor();
        invoke('GLANCE.Cobrowse.Visitor.showTerms', { sessionKey: 'x' });
        expect(await told(1)).toEqual([terms('displayed')]);
        await expect(shop.page.getByRole('dialog')).toHaveCount(0);
    });

    test('are not told before all is loaded, nor when something is missing', async ({
        browser
    }) => {
        await present(browser, { broken: /VisitorText/ });
        const said = shop.page.waitForEvent('console', (message) =>
            message.text().includes('VisitorText')
        );
        invoke('GLANCE.Cobrowse.Visitor.showTerms');
        await said;
        expect(shop.service.lines.presence).toEqual([]);
        shop.service.state.broken = /^$/;
        invoke('GLANCE.Cobrowse.Visitor.showTerms');
        expect(await told(1)).toEqual([terms('displayed')]);
    });

    test('are declined by the keyboard', async ({ browser }) => {
        await present(browser);
        invoke('GLANCE.Cobrowse.Visitor.showTerms');
        await shop.page.getByRole('dialog').waitFor();
        await shop.page.keyboard.press('Escape');
        expect(await told(2)).toEqual([terms('displayed'), terms('declined')]);
        await expect(shop.page.getByRole('dialog')).toHaveCount(0);
    });

    for (const [query, key] of [
        ['', 'cust-1'],
        ['?nobody', 'GLANCE_KEYTYPE_RANDOM']
    ] as const) {
        test(`without a key of their own take ${key}`, async ({ browser }) => {
            shop = await Shop.open(browser, { startSession: { ...STARTED, sessionKey: '4711' } });
            await shop.visit(query);
            await shop.page.waitForFunction('window.GLANCE && GLANCE.Cobrowse');
            await shop.run('GLANCE.Cobrowse.Visitor.showTerms()');
            await accept();
            expect(await askedKey()).toBe(key);
            await expect(shop.page.getByText('Seen by Alex')).toBeVisible();
            expect(await shop.run('GLANCE.Cobrowse.Visitor.getKey()')).toBe('4711');
        });
    }
});

test.describe('a session', () => {
    for (const [name, state, error] of [
        [
            'whose key is in use',
            { startSession: { callId: 0, status: 13, message: 'Key in use' } },
            { code: 'dupkey', msg: 'Key in use', params: {} }
        ],
        [
            'that the service refuses',
            { startSession: { callId: 0, status: 1, message: 'No' } },
            { code: 'service', msg: 'No', params: {} }
        ],
        [
            'whose settings are missing',
            { broken: /VisitorSettings$/ },
            { code: 'service', msg: expect.stringContaining('500'), params: {} }
        ],
        [
            'whose server can’t be reached',
            { takesSessions: false },
            {
                code: 'conndrop',
                msg: expect.stringMatching(/^Connect failed WS_CLOSED:/),
                params: { server: 'cs1.glance.net' }
            }
        ]
    ] as const) {
        test(`${name} was accepted, and then fails`, async ({ browser }) => {
            await present(browser, state);
            invoke('GLANCE.Cobrowse.Visitor.showTerms', { sessionKey: 'k' });
            await accept();
            expect(await told(4)).toEqual([
                terms('displayed'),
                terms('accepted'),
                { type: 'visitorerror', data: error },
                { type: 'visitorsessionend', data: { reason: 'error' } }
            ]);
            expect(await shop.seen()).toEqual([
                ['ready', null],
                ['sessionstarting', null],
                ['error', error],
                ['sessionend', { reason: 'error' }]
            ]);
            expect(await shop.run('GLANCE.Cobrowse.Visitor.inSession()')).toBe(false);
        });
    }

    test('has no place on localhost without data-cookietype', async ({ browser }) => {
        shop = await Shop.open(browser, { startSession: STARTED }, 'localhost');
        await shop.visit();
        await expect.poll(() => shop.service.lines.presence.length).toBe(3);
        shop.service.lines.presence.length = 0;
        await shop.run('GLANCE.Cobrowse.Visitor.startSession("k")');
        const startAndEnd = [
            { type: 'visitorsessionstart' },
            { type: 'visitorsessionend', data: { reason: 'agent' } }
        ];
        expect(await told(2)).toEqual(startAndEnd);
        await shop.visit('?data-cookietype=ls');
        await expect
            .poll(() => shop.service.lines.presence.some((line) => line.includes('presence"')))
            .toBe(true);
        shop.service.lines.presence.length = 0;
        await shop.run('GLANCE.Cobrowse.Visitor.startSession("k")');
        expect(await told(1)).toEqual(startAndEnd.slice(0, 1));
        await shop.visit('?data-cookietype=ls');
        await shop.page.waitForFunction('seen.length === 3');
        expect(await shop.seen()).toEqual([
            ['ready', null],
            ['sessioncontinue', null],
            ['agents', expect.anything()]
        ]);
    });

    for (const [name, end, reason] of [
        [
            'the other side',
            () => shop.service.tellSession({ mtype: 'close', data: { reason: 'agent' } }),
            'agent'
        ],
        ['a cookie that is gone', () => shop.context.clearCookies(), 'agent'],
        ['a lost connection', () => shop.service.dropSession(), 'error'],
        ['the visitor', () => shop.run('GLANCE.Cobrowse.Visitor.stopSession()'), 'visitor']
    ] as const) {
        test(`is ended by ${name}`, async ({ browser }) => {
            await present(browser);
            await shop.run('GLANCE.Cobrowse.Visitor.startSession("k")');
            expect(await told(1)).toEqual([{ type: 'visitorsessionstart' }]);
            await end();
            await expect
                .poll(() => shop.service.lines.presence.at(-1))
                .toBe(`> {"type":"visitorsessionend","data":{"reason":"${reason}"}}`);
            expect(await shop.run('GLANCE.Cobrowse.Visitor.inSession()')).toBe(false);
            expect(await shop.context.cookies()).toEqual([]);
        });
    }

    test('moves to the visitor’s next page without a word', async ({ browser }) => {
        await present(browser);
        await shop.run('GLANCE.Cobrowse.Visitor.startSession("k")');
        expect(await told(1)).toEqual([{ type: 'visitorsessionstart' }]);
        await shop.page.getByRole('button', { name: 'Stop sharing' }).waitFor();
        shop.service.tellSession({ mtype: 'BL', data: {} });
        await expect(shop.page.getByRole('button', { name: 'Stop sharing' })).toHaveCount(0);
        expect(shop.service.lines.presence).toEqual([]);
        expect(await shop.context.cookies()).toHaveLength(1);
    });

    test('is for another group only if the page allows it', async ({ browser }) => {
        const groups = async (): Promise<unknown[]> => {
            const find = (): string[] =>
                shop.service.lines.requests.filter((line) => line.includes('/StartSession2'));
            await expect.poll(() => find().length).toBe(1);
            return find().map((line) => JSON.parse(line.replace(/^\S+ \S+ /, '')).groupid);
        };
        await present(browser);
        await shop.run('GLANCE.Cobrowse.Visitor.startSession({ groupid: 777, sessionKey: "k" })');
        expect(await groups()).toEqual(['12345']);
        await shop.context.close();
        await present(browser, {}, '?data-additionalgroupids=777,888');
        await shop.run('GLANCE.Cobrowse.Visitor.startSession({ groupid: 777, sessionKey: "k" })');
        expect(await groups()).toEqual([777]);
    });
});
