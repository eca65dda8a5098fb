import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { customers } from '../../people.ts';
import { startWebsite, type Website } from '../server.ts';

let website: Website;

before(async () => {
    website = await startWebsite({
        port: 0,
        glanceUrl: 'http://localhost:4300',
        webServer: 'localhost:4300',
        groupId: 12345
    });
});
after(() => website.close());

async function get(path: string, visitorId?: string): Promise<{ status: number; html: string }> {
    const response = await fetch(website.url + path, {
        redirect: 'manual',
        headers: visitorId === undefined ? {} : { cookie: `a=1; fernbrook_customer=${visitorId}` }
    });
    return { status: response.status, html: await response.text() };
}

function logIn(fields: Record<string, string>): Promise<Response> {
    return fetch(`${website.url}/login`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams(fields)
    });
}

describe('the tag of Glance', () => {
    test('names the customer who is logged in', async () => {
        const { html } = await get('/accounts', 'cust-1001');
        assert.match(html, /"visitorid":"cust-1001","name":"Rosa Alvarez"/);
        assert.match(html, /id="glance-cobrowse"[^>]+CobrowseJS\.ashx\?group=12345/);
        assert.match(html, /data-groupid="12345"\s+data-site="production"\s+data-presence="on"/);
        assert.match(html, /data-ws="localhost:4300"\s+data-cookietype="ls"/);
    });

    test('names nobody when nobody is logged in', async () => {
        const { html } = await get('/');
        assert.doesNotMatch(html, /visitorid/);
        assert.match(html, /id="glance-cobrowse"/);
    });
});

describe('logging in', () => {
    test('offers all customers', async () => {
        const { html } = await get('/login');
        for (const { visitorId } of customers) {
            assert.match(html, new RegExp(`value="${visitorId}"`));
        }
    });

    test('leads to where one wanted to go, but never off the site', async () => {
        const to = async (next: string): Promise<string | null> =>
            (await logIn({ visitorid: 'cust-1002', next })).headers.get('location');
        assert.equal(await to('/apply'), '/apply');
        assert.equal(await to('//elsewhere.example'), '/accounts');
        assert.equal(await to('https://elsewhere.example'), '/accounts');
    });

    test('knows nobody else', async () => {
        const response = await logIn({ visitorid: 'cust-9999' });
        assert.equal(response.headers.get('set-cookie'), null);
        assert.equal((await get('/accounts', 'cust-9999')).status, 302);
    });
});

test('every page is there and says that it is a demo', async () => {
    const pages = [
        '/',
        '/loans',
        '/help',
        '/apply',
        '/apply/thanks',
        '/login',
        '/accounts',
        '/accounts/card'
    ];
    for (const path of pages) {
        const { status, html } = await get(path, 'cust-1003');
        assert.equal(status, 200, path);
        assert.match(html, /is a demo site/);
    }
    assert.equal((await get('/nothing', 'cust-1003')).status, 404);
    assert.equal((await get('/accounts/nothing', 'cust-1003')).status, 404);
    assert.equal((await get('/healthz')).status, 200);
});
