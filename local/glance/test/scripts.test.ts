import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Glance } from '../server.ts';
import { GROUP, startStand } from './stand.ts';

let glance: Glance;

before(async () => {
    glance = await startStand();
});
after(() => glance.close());

function script(query: string): Promise<Response> {
    return fetch(`${glance.url}/cobrowse/CobrowseJS.ashx?${query}`, {
        headers: { origin: 'http://any.example' }
    });
}

test('each script has its address, for pages of any origin', async () => {
    const contents = {
        [`groupid=${GROUP}&script=PresenceAgent`]: 'lookupVisitor',
        [`groupid=${GROUP}&script=PresenceVisitor`]: 'setVisitorId',
        [`groupid=${GROUP}`]: 'showTerms',
        [`group=${GROUP}&site=production&script=`]: 'showTerms'
    };
    for (const [query, name] of Object.entries(contents)) {
        const response = await script(query);
        assert.equal(response.headers.get('access-control-allow-origin'), '*');
        assert.match(response.headers.get('content-type') ?? '', /^text\/javascript/);
        assert.match(await response.text(), new RegExp(name));
    }
});

test('a script carries the host it came from, so that it can be hosted elsewhere', async () => {
    const text = await (await script(`groupid=${GROUP}&script=PresenceAgent`)).text();
    assert.match(text, new RegExp(`localhost:${glance.port}`));
    assert.doesNotMatch(text, /__GLANCE/);
});

test('a script does not carry a group id: the page has to name it', async () => {
    const text = await (await script(`groupid=${GROUP}&script=PresenceAgent`)).text();
    assert.doesNotMatch(text, new RegExp(String(GROUP)));
});

test('no such group, no such script', async () => {
    assert.equal((await script('groupid=99999')).status, 404);
    assert.equal((await script(`groupid=${GROUP}&script=constructor`)).status, 404);
});
