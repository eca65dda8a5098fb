import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Glance } from '../server.ts';
import { ask, type Answer } from './by-name.ts';
import { GROUP, SHOP_ORIGIN, startStand } from './stand.ts';

let glance: Glance;

before(async () => {
    glance = await startStand();
});
after(() => glance.close());

function get(path: string, from: Glance = glance): Promise<Answer> {
    return ask(from, `www.glancecdn.net/${path}`, { origin: SHOP_ORIGIN });
}

function script(query: string, from: Glance = glance): Promise<Answer> {
    return get(`cobrowse/CobrowseJS.ashx?${query}`, from);
}

test('each script has its address, for pages of any origin', async () => {
    const contents = {
        [`groupid=${GROUP}&script=PresenceAgent`]: 'lookupVisitor',
        [`groupid=${GROUP}&script=PresenceVisitor`]: 'setVisitorId',
        [`groupid=${GROUP}`]: 'showTerms',
        [`group=${GROUP}&site=production&script=`]: 'showTerms'
    };
    for (const [query, name] of Object.entries(contents)) {
        const { headers, text } = await script(query);
        assert.equal(headers['access-control-allow-origin'], '*');
        assert.match(String(headers['content-type']), /^text\/javascript/);
        assert.match(text, new RegExp(name));
        assert.doesNotMatch(text, /__GLANCE/);
    }
});

test('a script carries the host it came from, so that it can be hosted elsewhere', async () => {
    const response = await fetch(
        `${glance.url}/cobrowse/CobrowseJS.ashx?groupid=${GROUP}&script=PresenceAgent`
    );
    assert.match(await response.text(), new RegExp(`localhost:${glance.port}`));
});

test('the agent script has the version of the group’s mode', async () => {
    const versions = { old: '6.3.1', new: '6.25.0', newLoadBalanced: '6.25.0', new619: '6.19.0' };
    for (const [mode, version] of Object.entries(versions)) {
        glance.setMode(GROUP, mode as keyof typeof versions);
        const { text } = await script(`groupid=${GROUP}&script=PresenceAgent`);
        assert.ok(text.includes(version), `${mode} has ${version}`);
    }
});

test('a script does not carry a group id: the page has to name it', async () => {
    const { text } = await script(`groupid=${GROUP}&script=PresenceAgent`);
    assert.doesNotMatch(text, new RegExp(String(GROUP)));
});

test('what the loader asks for later is there, in any version', async () => {
    for (const path of [
        'cobrowse/js/GlancePresenceVisitor_6.33.0M.js',
        'cobrowse/js/GlanceCobrowseVisitorUI_6.3.1M.js',
        'cobrowse/js/GlanceCobrowseVisitor_6.33.0M.js',
        'cobrowse/js/GlanceCleanContext_6.33.0M.js',
        'cobrowse/html/visitor-accessible-6.33.0.html',
        'cobrowse/text/VisitorText_en_6.33.0.json',
        'cobrowse/styles/Cobrowse_6.33.0.css',
        'cobrowse/customstyles/CustomSkin_12345_P.css?gv=4&v=1',
        'video/source/js/browserCap_6.33.0M.js',
        'video/source/js/GlanceVideoSource_6.33.0M.js',
        `cobrowse/CobrowseJS.ashx?groupid=${GROUP}&script=XDOM`
    ]) {
        const { status, headers } = await get(path);
        assert.equal(status, 200, path);
        assert.equal(headers['access-control-allow-origin'], '*');
    }
});

test('no such group, no such script', async () => {
    assert.equal((await script('groupid=99999')).status, 404);
    assert.equal((await script(`groupid=${GROUP}&script=constructor`)).status, 404);
    assert.equal((await get('cobrowse/js/Nothing_6.33.0M.js')).status, 404);
    assert.equal((await get('cobrowse/js/../../server.ts')).status, 404);
});

describe('scripts of Glance’s own', () => {
    let folder: string;
    let foreign: Glance;

    before(async () => {
        folder = await mkdtemp(join(tmpdir(), 'foreign-scripts-'));
        const names = [
            'agent.js',
            'GlanceCobrowseLoader_6.41.0M.js',
            'GlanceCobrowseVisitor_6.41.0M.js',
            'VisitorText_en_6.41.0.json'
        ];
        for (const name of names) {
            await writeFile(join(folder, name), `"${name} of theirs"`);
        }
        foreign = await startStand({
            agentScriptFile: join(folder, 'agent.js'),
            visitorScripts: folder
        });
    });
    after(async () => {
        await foreign.close();
        await rm(folder, { recursive: true });
    });

    test('are served in place of the stand-in’s, as they are', async () => {
        const answers = [
            await script(`groupid=${GROUP}&script=PresenceAgent`, foreign),
            await script(`group=${GROUP}&site=production`, foreign),
            await get('cobrowse/js/GlanceCobrowseVisitor_6.41.0M.js', foreign),
            await get('cobrowse/text/VisitorText_en_6.41.0.json', foreign)
        ];
        for (const { text } of answers) {
            assert.match(text, /^"[\w.]+ of theirs"$/);
        }
    });

    test('leave the rest to the stand-in', async () => {
        const { text } = await get('cobrowse/js/GlancePresenceVisitor_6.33.0M.js', foreign);
        assert.doesNotMatch(text, /of theirs/);
    });

    test('a file that is gone is no answer', async () => {
        const broken = await startStand({ agentScriptFile: join(folder, 'none.js') });
        const { status } = await script(`groupid=${GROUP}&script=PresenceAgent`, broken);
        assert.equal(status, 500);
        await broken.close();
    });
});
