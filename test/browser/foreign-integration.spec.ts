import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { glanceByName } from '../../local/glance-hosts.ts';
import { startGlance, type Glance } from '../../local/glance/server.ts';

/**
 * Pages that others could have written against Glance's documented globals run against the stand-in as they are, in a
 * browser that finds Glance's hosts, and the website's, on this machine.
 */
const FIXTURES = new URL('../../local/glance/fixtures/', import.meta.url);
const GROUP = '12345';
const API_KEY = 'Not/a+real=key';
/** Glance keeps sessions in a cookie for the website's domain: `localhost` has none. */
const SHOP = 'http://www.garden.example';

let glance: Glance;
let agents: Site;
let shops: Site;
let browser: Browser;

interface Site {
    readonly host: string;
    readonly server: Server;
}

test.beforeAll(async ({ launchOptions }) => {
    shops = await serve();
    agents = await serve({
        '/login-key': () => Promise.resolve(loginKey('chat-desk')),
        '/vendor/presence-agent.js': agentScript
    });
    glance = await startGlance({
        groups: [
            {
                groupId: Number(GROUP),
                apiKey: API_KEY,
                agentOrigins: [`http://${agents.host}`],
                partnerUserIds: ['console-agent', 'chat-desk']
            }
        ]
    });
    const [rules, ...others] = glanceByName(glance);
    const shop = `MAP www.garden.example:80 ${shops.host}`;
    const args = [...(launchOptions.args ?? []), `${rules},${shop}`, ...others];
    browser = await chromium.launch({ ...launchOptions, args });
});

test.afterAll(async () => {
    await browser.close();
    await glance.close();
    agents.server.close();
    shops.server.close();
});

/** The fixtures, as they are, at an origin of their own. */
async function serve(extra: Record<string, () => Promise<string>> = {}): Promise<Site> {
    const server = createServer((request, response) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/';
        const content = extra[path]?.() ?? readFile(new URL(`.${path}`, FIXTURES), 'utf8');
        content.then(
            (body) => {
                const type = path.endsWith('.js') ? 'text/javascript' : 'text/html';
                response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
            },
            () => response.writeHead(404).end()
        );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { server, host: `localhost:${(server.address() as AddressInfo).port}` };
}

/** The script as somebody downloads it from Glance's CDN. */
function agentScript(): Promise<string> {
    const path = `/cobrowse/CobrowseJS.ashx?groupid=${GROUP}&script=PresenceAgent`;
    const headers = { host: 'ww2.glancecdn.net' };
    return new Promise((resolve, reject) => {
        get({ port: glance.port, path, headers }, (response) => {
            let text = '';
            response.setEncoding('utf8').on('data', (more: string) => (text += more));
            response.on('end', () => resolve(text));
        }).on('error', reject);
    });
}

function loginKey(partnerUserId: string): string {
    const expiry = Math.floor(Date.now() / 1000) + 600;
    const mac = createHmac('sha256', API_KEY).update(`${GROUP}${partnerUserId}1${expiry}`);
    return `$1$${expiry}$${mac.digest('base64url')}`;
}

async function startConsole(page: Page, visitorId: string, apiKey = API_KEY): Promise<void> {
    await page.goto(`http://${agents.host}/agent-console.html`);
    await page.getByLabel('Group').fill(GROUP);
    await page.getByLabel('Agent').fill('console-agent');
    await page.getByLabel('API key').fill(apiKey);
    await page.getByLabel('Visitor').fill(visitorId);
    await page.getByRole('button', { name: 'Start' }).click();
}

async function enterShop(page: Page, visitorId: string): Promise<void> {
    await page.goto(`${SHOP}/visitor-tag.html`);
    await page.getByLabel('Customer number').fill(visitorId);
    await page.getByRole('button', { name: 'Enter' }).click();
}

function button(page: Page, name: string): Locator {
    return page.getByRole('button', { name, exact: true });
}

test.describe('a console that adds the script by itself', () => {
    test('sees the visitor, asks, and shows their page until they stop', async () => {
        const visitor = await browser.newPage();
        const agentContext = await browser.newContext();
        const agent = await agentContext.newPage();
        await startConsole(agent, 'garden-1');
        await expect(agent.locator('#presence')).toHaveText('absent');

        await enterShop(visitor, 'garden-1');
        await expect(agent.locator('#presence')).toHaveText('present');
        await expect(agent.locator('#page')).toContainText('/visitor-tag.html (chrome on ');

        await button(agent, 'Cobrowse').click();
        await expect(agent.locator('#request')).toHaveText('displayed');
        const opening = agentContext.waitForEvent('page');
        await button(visitor, 'Accept').click();
        const viewer = await opening;
        const shown = viewer.frameLocator('iframe');
        await expect(shown.getByRole('heading', { name: 'Garden shop' })).toBeVisible();
        await expect(shown.getByLabel('Voucher')).toHaveValue(/^\*+$/);
        await expect(visitor.locator('#session')).toHaveText(
            'none sessionstarting sessionstart sessioncontinue'
        );

        await button(visitor, 'Stop sharing').click();
        await expect(viewer.getByText('The session has ended')).toBeVisible();
        await expect(agent.locator('#request')).toHaveText('ended');
        await expect(visitor.locator('#session')).toHaveText(/sessionend$/);
        await visitor.close();
        await expect(agent.locator('#presence')).toHaveText('absent');
        await agentContext.close();
    });

    test('hears that the visitor declined, by button or by keyboard, and may ask again', async () => {
        const visitor = await browser.newPage();
        const agent = await browser.newPage();
        await enterShop(visitor, 'garden-2');
        await startConsole(agent, 'garden-2');
        await expect(agent.locator('#presence')).toHaveText('present');
        for (const decline of [
            () => button(visitor, 'Decline').click(),
            () => visitor.keyboard.press('Escape')
        ]) {
            await button(agent, 'Cobrowse').click();
            await expect(
                visitor.getByRole('dialog', { name: /share this website/i })
            ).toBeVisible();
            await decline();
            await expect(agent.locator('#request')).toHaveText('declined');
            await expect(visitor.getByRole('dialog')).toHaveCount(0);
        }
        await Promise.all([visitor.close(), agent.close()]);
    });

    test('is told why it is refused', async () => {
        const page = await browser.newPage();
        await startConsole(page, 'garden-3', 'wrong');
        await expect(page.locator('#presence')).toHaveText('refused: authorization');
    });
});

test.describe('a desk that hosts the script itself', () => {
    test('gets custom data, sends a signal, and offers the viewer after the terms', async () => {
        const agentContext = await browser.newContext();
        const agent = await agentContext.newPage();
        const log = agent.locator('#log');
        await agent.goto(`http://${agents.host}/agent-self-hosted.html?visitor=guest-7`);
        await expect(log).toContainText('ready');

        const visitor = await browser.newPage();
        await visitor.goto(`${SHOP}/visitor-api.html?visitor=guest-7`);
        await expect(log).toContainText('came');
        await expect(log).toContainText('cart: 2, step: address');
        // Glance's scripts never call \`onsuccess\`.
        await expect(visitor).toHaveTitle('Checkout');
        await button(visitor, 'Next step').click();
        await expect(log).toContainText('cart: 2, step: payment');

        await button(agent, 'Say hello').click();
        await expect(visitor.locator('#signal')).toHaveText('Hello from the chat desk');

        await button(agent, 'Ask').click();
        await expect(log).toContainText('terms displayed');
        await button(visitor, 'Accept').click();
        await expect(log).toContainText('session started');
        const opening = agentContext.waitForEvent('page');
        await agent.getByRole('link', { name: 'Open viewer' }).click();
        const viewer = await opening;
        await expect(viewer.getByText('Gwen Guest')).toBeVisible();
        await expect(
            viewer.frameLocator('iframe').getByRole('heading', { name: 'Checkout' })
        ).toBeVisible();
        await expect(visitor.getByText('Seen by Charlie Chat')).toBeVisible();

        await button(agent, 'Stop').click();
        await expect(log).toContainText('session ended');
        await expect(button(visitor, 'Stop sharing')).toHaveCount(0);
        await expect(viewer.getByText('The session has ended')).toBeVisible();
        await Promise.all([visitor.close(), agentContext.close()]);
    });

    test('starts a session without terms, and hears when nobody is there', async () => {
        const agent = await browser.newPage();
        const log = agent.locator('#log');
        await agent.goto(`http://${agents.host}/agent-self-hosted.html?visitor=guest-8`);
        await expect(log).toContainText('ready');
        await button(agent, 'Start without asking').click();
        await expect(log).toContainText('failed: visitornotpresent');

        const visitor = await browser.newPage();
        await visitor.goto(`${SHOP}/visitor-api.html?visitor=guest-8`);
        await expect(log).toContainText('came');
        await button(agent, 'Start without asking').click();
        await expect(log).toContainText('session started');
        await expect(button(visitor, 'Stop sharing')).toBeVisible();
        await Promise.all([visitor.close(), agent.close()]);
    });
});
