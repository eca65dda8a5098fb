import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { addressOf, problemOf } from '../agent-script.ts';
import { kept, putInto } from '../place.ts';

const agentScript = `
    var GLANCE = { Authorization: { authorize() {} }, Presence: {} };
    GLANCE.Presence.Agent = class { invokeVisitor() {} };`;

/** A stand-in for the CDN; answers with what the test says. */
async function serve(
    t: TestContext,
    status: number,
    body: string
): Promise<{ origin: string; requests: string[] }> {
    const requests: string[] = [];
    const server = createServer((request, response) => {
        requests.push(request.url ?? '');
        response.writeHead(status, { 'content-type': 'application/javascript' }).end(body);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    t.after(() => server.close());
    return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

async function emptyProject(t: TestContext): Promise<string> {
    const project = await mkdtemp(join(tmpdir(), 'presence-script-'));
    t.after(() => rm(project, { recursive: true, force: true }));
    return project;
}

/** Runs the command as a user does. */
function run(...args: string[]): Promise<{ code: number | null; output: string }> {
    const script = resolve(import.meta.dirname, '../../presence-script.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args]);
    let output = '';
    child.stdout.on('data', (data) => (output += String(data)));
    child.stderr.on('data', (data) => (output += String(data)));
    return new Promise((done) => child.on('close', (code) => done({ code, output })));
}

test('asks for the agent script of the group', () => {
    assert.equal(
        addressOf('12345', 'ww2.glancecdn.net').href,
        'https://ww2.glancecdn.net/cobrowse/CobrowseJS.ashx?groupid=12345&script=PresenceAgent'
    );
});

test('keeps the script out of version control and puts it into what is deployed', async (t) => {
    const { origin, requests } = await serve(t, 200, agentScript);
    const project = await emptyProject(t);
    const { code, output } = await run('--group', '12345', '--host', origin, '--project', project);
    assert.equal(code, 0, output);
    assert.deepEqual(requests, ['/cobrowse/CobrowseJS.ashx?groupid=12345&script=PresenceAgent']);
    assert.equal(await readFile(join(project, '.presence-script', '.gitignore'), 'utf8'), '*\n');
    assert.match((await kept(project))?.address ?? '', /groupid=12345/);

    const built = join(project, 'build');
    const resource = join(built, 'main', 'default', 'staticresources', 'GlancePresenceAgent.js');
    await mkdir(join(resource, '..'), { recursive: true });
    await writeFile(resource, '/* placeholder */');
    assert.equal(await putInto(built, project), true);
    assert.equal(await readFile(resource, 'utf8'), agentScript);
});

test('leaves the placeholder when nothing was fetched', async (t) => {
    const project = await emptyProject(t);
    assert.equal(await putInto(join(project, 'build'), project), false);
});

for (const [what, status, body] of [
    ['a refusal', 404, ''],
    ['a web page', 200, '<!doctype html><title>GLANCE</title>'],
    ['nothing', 200, ''],
    ['the visitor script', 200, 'var GLANCE = { Presence: { Visitor: class {} } };'],
    ['half a script', 200, agentScript.slice(0, -3)]
] as const) {
    test(`refuses ${what}, and keeps nothing`, async (t) => {
        const { origin } = await serve(t, status, body);
        const project = await emptyProject(t);
        const { code, output } = await run(
            '--group',
            '12345',
            '--host',
            origin,
            '--project',
            project
        );
        assert.equal(code, 1);
        assert.match(output, /Check the group id and the environment/);
        assert.equal(existsSync(join(project, '.presence-script')), false);
    });
}

test('says that a host cannot be reached', async (t) => {
    const project = await emptyProject(t);
    const { code, output } = await run(
        '--group',
        '12345',
        '--host',
        'http://127.0.0.1:1',
        '--project',
        project
    );
    assert.equal(code, 1);
    assert.match(output, /127\.0\.0\.1:1 cannot be reached/);
});

test('says how it is used when the group or the environment makes no sense', async () => {
    const noGroup = /--group must be a group id: four to six digits[\s\S]*Usage/;
    assert.match((await run()).output, noGroup);
    for (const group of ['acme', '123', '1234567', '01234']) {
        assert.match((await run('--group', group)).output, noGroup);
    }
    assert.match(
        (await run('--group', '1234', '--environment', 'moon')).output,
        /no environment "moon"/
    );
});

test('refuses what an org would not take', () => {
    assert.match(problemOf(`${agentScript}/*${' '.repeat(5 * 1024 * 1024)}*/`) ?? '', /5 MB/);
    assert.equal(problemOf(agentScript), undefined);
});
