import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, test, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { startGlance, type Glance, type GlanceOptions } from '../../local/glance/server.ts';
import { startWebsite, type Website } from '../../local/website/server.ts';

/** What the visitor's side of the stand-in does in a real browser, on the customer's website. */
const API_KEY = 'a key of this test';
const AGENT = 'alex';
const OPTIONS: GlanceOptions = {
    groups: [{ groupId: 12345, apiKey: API_KEY, agentOrigins: [], partnerUserIds: [AGENT] }]
};

let glance: Glance;
let website: Website;
let context: BrowserContext;
let visitor: Page;

test.beforeAll(async () => {
    glance = await startGlance(OPTIONS);
    website = await startWebsite({
        port: 0,
        glanceUrl: glance.url,
        webServer: `localhost:${glance.port}`,
        groupId: 12345
    });
});

test.afterAll(async () => {
    await website.close();
    await glance.close();
});

test.beforeEach(async ({ browser }) => {
    context = await browser.newContext();
    visitor = await context.newPage();
});

test.afterEach(() => context.close());

function credentials(): URLSearchParams {
    const expiry = Math.floor(Date.now() / 1000) + 600;
    const mac = createHmac('sha256', API_KEY).update(`12345${AGENT}1${expiry}`).digest('base64url');
    return new URLSearchParams({
        partnerid: '12345',
        partneruserid: AGENT,
        loginkey: `$1$${expiry}$${mac}`
    });
}

async function openViewer(sessionKey: string): Promise<Page> {
    const viewer = await context.newPage();
    await viewer.goto(
        `${glance.url}/agentjoin/AgentView.aspx?SessionKey=${sessionKey}&Wait=1&${credentials()}`
    );
    return viewer;
}

async function logIn(page: Page, name: string): Promise<void> {
    await page.goto(`${website.url}/login`);
    await page.getByRole('button', { name }).click();
    await page.waitForURL('**/accounts');
}

function present(visitorId: string): Promise<unknown> {
    return fetch(`${glance.url}/stage/overview`)
        .then((response) => response.json())
        .then((overview) =>
            (overview as { visitors: { visitorId: string; pages: number }[] }).visitors.find(
                (entry) => entry.visitorId === visitorId && entry.pages > 0
            )
        );
}

/** Runs a function of the visitor's page, as a message from an agent does. */
function invoke(page: Page, func: string, args?: unknown): Promise<void> {
    const [, ...path] = func.split('.');
    return page.evaluate(
        ([root, names, value]) => {
            let owner: unknown;
            let found: unknown = (window as unknown as Record<string, unknown>)[root];
            for (const name of names) {
                owner = found;
                found = (found as Record<string, unknown>)[name];
            }
            (found as (value: unknown) => void).call(owner, value);
        },
        [func.split('.')[0] ?? '', path, args] as const
    );
}

function stop(page: Page): Locator {
    return page.getByRole('button', { name: 'Stop sharing' });
}

test('a session goes on from page to page and over a reload', async () => {
    await logIn(visitor, 'Rosa Alvarez');
    await invoke(visitor, 'GLANCE.Cobrowse.Visitor.startSession');
    const viewer = await openViewer('cust-1001');
    const shown = viewer.frameLocator('iframe');
    await expect(shown.getByText('Good to see you, Rosa')).toBeVisible();
    await visitor.getByRole('link', { name: /Rainy day savings/ }).click();
    await expect(shown.getByRole('heading', { name: 'Rainy day savings' })).toBeVisible();
    await visitor.reload();
    await expect(stop(visitor)).toBeVisible();
    await expect(shown.getByRole('heading', { name: 'Rainy day savings' })).toBeVisible();
    await expect(shown.getByText('Stop sharing')).toHaveCount(0);
    await visitor.getByRole('link', { name: 'Loans' }).click();
    await expect(shown.getByRole('heading', { name: 'Loans' })).toBeVisible();
    expect(glance.traffic().sessionsStarted).toBe(1);
    await viewer.getByRole('button', { name: 'End session' }).click();
    await expect(stop(visitor)).toHaveCount(0);
    await visitor.reload();
    await expect(stop(visitor)).toHaveCount(0);
});

test('the viewer sees what happens, but not what is typed', async () => {
    await logIn(visitor, 'Ben Okafor');
    await visitor.goto(`${website.url}/apply`);
    await invoke(visitor, 'GLANCE.Cobrowse.Visitor.startSession', { sessionKey: 'typing' });
    const shown = (await openViewer('typing')).frameLocator('iframe');
    await expect(shown.getByRole('heading', { name: 'Apply for a loan' })).toBeVisible();
    await visitor.getByLabel('Social security number').fill('123-45-6789');
    await visitor.getByLabel('Amount in dollars').fill('25000');
    await expect(shown.getByLabel('Amount in dollars')).toHaveValue('*****');
    await expect(shown.getByLabel('Social security number')).toHaveValue('***********');
    await invoke(visitor, 'GLANCE_COBROWSE.Custom.highlight', { field: 'income' });
    await expect(shown.locator('.highlight')).toContainText('Yearly income');
    await expect(shown.getByText('Stop sharing')).toHaveCount(0);
    await stop(visitor).click();
});

test('a session that was paused goes on with the page as it then is', async () => {
    await visitor.goto(`${website.url}/loans`);
    await invoke(visitor, 'GLANCE.Cobrowse.Visitor.startSession', 'paused');
    const shown = (await openViewer('paused')).frameLocator('iframe');
    const heading = shown.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText('Loans');
    const setHeading = (text: string): Promise<void> =>
        visitor.locator('h1').evaluate((element, value) => {
            element.textContent = value;
        }, text);
    await invoke(visitor, 'GLANCE.Cobrowse.Visitor.pauseSession', { pause: true });
    await setHeading('Changed');
    const isPaused = (): Promise<unknown> =>
        visitor.evaluate('GLANCE.Cobrowse.Visitor.isSessionPaused()');
    expect(await isPaused()).toBe(true);
    await invoke(visitor, 'GLANCE.Cobrowse.Visitor.pauseSession', { pause: false });
    await expect(heading).toHaveText('Changed');
    await stop(visitor).click();
});

test('a visitor who shares without an agent’s asking gets a key to read out', async () => {
    await visitor.goto(`${website.url}/help`);
    await visitor.getByRole('button', { name: 'Share this page' }).click();
    await visitor.getByRole('button', { name: 'Accept' }).click();
    const line = visitor.getByText(/Tell the agent this key: \d{4}/);
    const sessionKey = /\d{4}/.exec((await line.textContent()) ?? '')?.[0] ?? '';
    const viewer = await context.newPage();
    await viewer.goto(`${glance.url}/agentjoin/AgentJoin.aspx?${credentials()}`);
    await viewer.getByLabel('Session key').fill(sessionKey);
    await viewer.getByRole('button', { name: 'Join' }).click();
    await expect(
        viewer.frameLocator('iframe').getByRole('heading', { name: 'How can we help?' })
    ).toBeVisible();
    await stop(visitor).click();
    await expect(viewer.getByText('The session has ended')).toBeVisible();
});

test('a page that nobody sees is not present', async () => {
    await logIn(visitor, 'Mei Lin');
    await expect.poll(() => present('cust-1003')).toBeTruthy();
    const show = (state: string): Promise<void> =>
        visitor.evaluate((value) => {
            Object.defineProperty(document, 'visibilityState', { value, configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));
        }, state);
    await show('hidden');
    await expect.poll(() => present('cust-1003')).toBeFalsy();
    await show('visible');
    await expect.poll(() => present('cust-1003')).toBeTruthy();
});

test('of two tabs, the one that the visitor turned to last is asked', async () => {
    await logIn(visitor, 'Tomás Novák');
    const second = await context.newPage();
    await second.goto(`${website.url}/loans`);
    const url = (): Promise<string | undefined> =>
        present('cust-1004').then((entry) => (entry as { url?: string } | undefined)?.url);
    await expect.poll(url).toBe(`${website.url}/loans`);
    await visitor.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect.poll(url).toBe(`${website.url}/accounts`);
});

test('a restart of Glance ends the session; the visitor is present again', async () => {
    await logIn(visitor, 'Priya Sharma');
    await invoke(visitor, 'GLANCE.Cobrowse.Visitor.startSession');
    const viewer = await openViewer('cust-1005');
    await expect(viewer.frameLocator('iframe').getByText('Good to see you, Priya')).toBeVisible();
    const { port } = glance;
    await glance.close();
    await expect(stop(visitor)).toHaveCount(0);
    await expect(viewer.getByRole('status')).toHaveText('Reconnecting…');
    glance = await startGlance({ ...OPTIONS, port });
    await expect(viewer.getByRole('status')).toHaveText('Waiting');
    await expect.poll(() => present('cust-1005')).toBeTruthy();
});

test('the stage page changes how Glance behaves', async () => {
    await visitor.goto(`${glance.url}/stage/`);
    const answer = visitor.locator('#answer');
    await visitor.getByLabel('Sessions don’t start').selectOption('dupkey');
    await expect(answer).toHaveText('Changed.');
    await visitor.getByLabel('Refuse lookups').check();
    await visitor.getByLabel('Token lifetime').fill('60');
    await visitor.getByLabel('Token lifetime').blur();
    await expect
        .poll(() => glance.misbehave.get())
        .toMatchObject({ startSessionFails: 'dupkey', refuseLookups: true, tokenSeconds: 60 });
    await visitor.getByLabel('Token lifetime').fill('');
    await visitor.getByLabel('Token lifetime').blur();
    await expect.poll(() => glance.misbehave.get().tokenSeconds).toBeNull();
    await visitor.getByLabel('Group 12345').selectOption('old');
    await expect
        .poll(() => fetch(`${glance.url}/stage/overview`).then((response) => response.json()))
        .toMatchObject({ groups: [{ groupId: 12345, mode: 'old' }] });
    await visitor.getByRole('button', { name: 'Drop visitors’ connections' }).click();
    await expect(answer).toHaveText('Dropped: 0.');
    await visitor.getByRole('button', { name: 'Switches as at the start' }).click();
    await expect(answer).toHaveText('All switches are as at the start.');
    expect(glance.misbehave.get().refuseLookups).toBe(false);
    await expect(visitor.getByLabel('Refuse lookups')).not.toBeChecked();
});

test('what people see is accessible', async () => {
    const source = await readFile(
        createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
        'utf8'
    );
    const violations = async (page: Page): Promise<string[]> => {
        await page.evaluate(source);
        return page.evaluate(async () => {
            const { axe } = window as unknown as {
                axe: { run(): Promise<{ violations: { id: string; help: string }[] }> };
            };
            return (await axe.run()).violations.map(({ id, help }) => `${id}: ${help}`);
        });
    };
    for (const path of ['/', '/loans', '/apply', '/help', '/login', '/accounts']) {
        await visitor.goto(website.url + path);
        expect(await violations(visitor), path).toEqual([]);
    }
    await invoke(visitor, 'GLANCE.Cobrowse.Visitor.showTerms', { sessionKey: 'seen' });
    await expect(visitor.getByRole('dialog')).toBeVisible();
    expect(await violations(visitor), 'terms').toEqual([]);
    const viewer = await openViewer('seen');
    await expect(viewer.getByRole('heading', { name: 'Waiting for the customer' })).toBeVisible();
    expect(await violations(viewer), 'viewer, waiting').toEqual([]);
    await visitor.getByRole('button', { name: 'Accept' }).click();
    await expect(stop(visitor)).toBeVisible();
    expect(await violations(visitor), 'sharing').toEqual([]);
    for (const path of [
        '/agentjoin/AgentView.aspx',
        `/agentjoin/AgentJoin.aspx?${credentials()}`,
        '/stage/'
    ]) {
        await viewer.goto(glance.url + path);
        expect(await violations(viewer), path).toEqual([]);
    }
});
