import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { PresenceScript } from '../presence-script.ts';

let answer: { status: number; text: string };
let asked: { host: string | undefined; url: string | undefined }[];
let server: http.Server;
let glanceUrl: string;

beforeEach(async () => {
    answer = { status: 200, text: 'first' };
    asked = [];
    server = http.createServer((request, response) => {
        asked.push({ host: request.headers.host, url: request.url });
        response.writeHead(answer.status).end(answer.text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    glanceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => server.close());

function presenceScript(byName: boolean, staticResources = ''): PresenceScript {
    return new PresenceScript({ glanceUrl, byName, groupId: 12345, staticResources });
}

test('the script is asked for by the host that pages will know Glance by', async () => {
    await presenceScript(true).uploaded();
    await presenceScript(false).uploaded();
    const url = '/cobrowse/CobrowseJS.ashx?groupid=12345&script=PresenceAgent';
    assert.deepEqual(asked, [
        { host: 'ww2.glancecdn.net', url },
        { host: new URL(glanceUrl).host, url }
    ]);
});

test('another script shows at once; while Glance fails, the last one stays', async () => {
    const script = presenceScript(true);
    assert.equal(await script.uploaded(), 'first');
    answer = { status: 200, text: 'second' };
    assert.equal(await script.uploaded(), 'second');
    answer = { status: 503, text: 'sorry' };
    assert.equal(await script.uploaded(), 'second');
    assert.equal(await presenceScript(true).uploaded(), undefined);
});

test('the placeholder is the package’s file, if it has one', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'presence-script-'));
    try {
        assert.equal(await presenceScript(true, folder).placeholder(), undefined);
        await writeFile(path.join(folder, 'GlancePresenceAgent.js'), '// none');
        assert.equal(await presenceScript(true, folder).placeholder(), '// none');
    } finally {
        await rm(folder, { recursive: true });
    }
});
