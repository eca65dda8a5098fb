import assert from 'node:assert/strict';
import { readFileSync, truncateSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { test } from 'node:test';
import { linesTo } from '../src/operations/line-writer.ts';
import { spawnService } from './service-process.ts';
import { post, problemOf, startTestService, testFolder } from './support.ts';

const soon = { timeout: 60_000 };
const unlimited = { LIMIT_PER_CALLER: '1000000', LIMIT_PER_PUID: '1000000' };
const unavailable = { status: 503, code: 'audit-unavailable' };

/** Asks for keys until one is refused: the request ids of those that were given, and the refusal. */
async function askUntilRefused(url: string): Promise<{ given: string[]; refusal: Response }> {
    const given: string[] = [];
    for (;;) {
        const answer = await post(url);
        if (answer.status !== 200) return { given, refusal: answer };
        given.push(String(answer.headers.get('x-request-id')));
        await answer.arrayBuffer();
    }
}

/** The request ids of the keys that a log has an audit line for; torn lines are none. */
function audited(log: string): Set<string> {
    const ids = new Set<string>();
    for (const line of log.split('\n')) {
        if (!line.endsWith('}')) continue;
        const { audit, reqId } = JSON.parse(line) as { audit?: string; reqId?: string };
        if (audit === 'login-key-issued') ids.add(String(reqId));
    }
    return ids;
}

function urlInFile(path: string): Promise<string> {
    return new Promise((resolve) => {
        const look = setInterval(() => {
            const url = /listening at (http:[^" ]+)/.exec(readFileSync(path, 'utf8'))?.[1];
            if (url === undefined) return;
            clearInterval(look);
            resolve(url);
        }, 20);
    });
}

test('SIGKILL under load: every key that reached its client has its line', soon, async (t) => {
    const path = join(testFolder(t), 'log');
    const { child, exited } = spawnService(t, unlimited, {
        shell: `: > ${path};`,
        redirect: `>> ${path}`
    });
    const url = await urlInFile(path);
    const given: string[] = [];
    const client = async () => {
        for (;;) {
            const answer = await post(url).catch(() => undefined);
            if (answer === undefined) return;
            given.push(String(answer.headers.get('x-request-id')));
            if (given.length === 300) child.kill('SIGKILL');
        }
    };
    await Promise.all(Array.from({ length: 10 }, client));
    await exited;
    const ids = audited(readFileSync(path, 'utf8'));
    assert.ok(given.length >= 300);
    assert.deepEqual(
        given.filter((id) => !ids.has(id)),
        []
    );
});

test(
    'a full disk: no key without its line, not ready, ended by SIGTERM; with room again all is as before',
    soon,
    async (t) => {
        const path = join(testFolder(t), 'log');
        const { child, exited, complaints } = spawnService(t, unlimited, {
            shell: `: > ${path}; ulimit -f 40;`,
            redirect: `>> ${path}`
        });
        const url = await urlInFile(path);
        const { given, refusal } = await askUntilRefused(url);
        assert.equal(refusal.headers.get('retry-after'), '1');
        assert.deepEqual(await problemOf(refusal), unavailable);
        assert.deepEqual(audited(readFileSync(path, 'utf8')), new Set(given));
        const readiness = await fetch(`${url}/readyz`);
        assert.deepEqual(
            [readiness.status, await readiness.json()],
            [503, { status: 'audit unavailable' }]
        );
        assert.equal((await fetch(`${url}/healthz`)).status, 200);

        truncateSync(path, 0);
        assert.equal((await fetch(`${url}/readyz`)).status, 200);
        const again = await post(url);
        assert.equal(again.status, 200);
        const log = readFileSync(path, 'utf8');
        assert.match(log, /the audit can be written again/);
        assert.ok(audited(log).has(String(again.headers.get('x-request-id'))));

        await askUntilRefused(url);
        child.kill('SIGTERM');
        assert.deepEqual(await exited, [0, null]);
        assert.match(await complaints, /The audit cannot be written \(EFBIG\)/);
    }
);

test('the reader of the log is gone: no keys, not ready, ended by SIGTERM', soon, async (t) => {
    const { child, exited, complaints } = spawnService(t, unlimited);
    const url = await urlInFirstLine(child.stdout!);
    child.stdout!.destroy();
    assert.deepEqual(await problemOf((await askUntilRefused(url)).refusal), unavailable);
    assert.equal((await fetch(`${url}/readyz`)).status, 503);
    child.kill('SIGTERM');
    assert.deepEqual(await exited, [0, null]);
    assert.match(await complaints, /The audit cannot be written \(EPIPE\)/);
});

test(
    'the reader of the log has stalled: no key without its line, not ready; it goes on with the reader',
    soon,
    async (t) => {
        const { child, exited } = spawnService(t, unlimited);
        const output: Buffer[] = [];
        child.stdout!.on('data', (chunk: Buffer) => output.push(chunk));
        const log = () => Buffer.concat(output).toString();
        const url = await new Promise<string>((resolve) => {
            child.stdout!.on('data', () => {
                const found = /listening at (http:[^" ]+)/.exec(log())?.[1];
                if (found !== undefined) resolve(found);
            });
        });
        child.stdout!.pause();
        const { given, refusal } = await askUntilRefused(url);
        assert.deepEqual(await problemOf(refusal), unavailable);
        assert.equal((await fetch(`${url}/readyz`)).status, 503);

        child.stdout!.resume();
        while ((await fetch(`${url}/readyz`)).status !== 200);
        const next = await post(url);
        assert.equal(next.status, 200);
        given.push(String(next.headers.get('x-request-id')));

        child.stdout!.pause();
        given.push(...(await askUntilRefused(url)).given);
        child.kill('SIGTERM');
        assert.deepEqual(await exited, [0, null]);
        child.stdout!.resume();
        await new Promise((resolve) => child.stdout!.once('close', resolve));
        assert.deepEqual(audited(log()), new Set(given));
    }
);

test('what the metrics say of lines that cannot be written', async (t) => {
    const { url, log, metricsUrl } = await startTestService(t, { METRICS_PORT: '0' });
    log.write = () => {
        throw Object.assign(new Error(), { code: 'ENOSPC' });
    };
    assert.deepEqual(await problemOf(await post(url)), unavailable);
    const metrics = await (await fetch(String(metricsUrl))).text();
    assert.match(metrics, /^login_key_audit_failures_total 1$/m);
    assert.match(metrics, /^login_key_log_lines_lost_total [1-9]/m);
    assert.doesNotMatch(metrics, /^login_keys_issued_total\{/m);
});

test('a line that could be written in part only is followed by a line of its own', () => {
    let text = '';
    let room = 4;
    const lines = linesTo((bytes, offset) => {
        const part = Buffer.from(bytes).subarray(offset, offset + room);
        if (part.length === 0) throw Object.assign(new Error(), { code: 'ENOSPC' });
        text += part.toString();
        room -= part.length;
        return part.length;
    });
    assert.throws(() => lines.write('first line\n'), { code: 'ENOSPC' });
    assert.throws(() => lines.write('second line\n'), { code: 'ENOSPC' });
    room = 100;
    lines.write('third line\n');
    lines.write('fourth line\n');
    assert.equal(text, 'firs\nthird line\nfourth line\n');
});

async function urlInFirstLine(output: NodeJS.ReadableStream): Promise<string> {
    for await (const line of createInterface(output)) {
        const url = /listening at (http:[^" ]+)/.exec(line)?.[1];
        if (url !== undefined) return url;
    }
    throw new Error('no URL in the log');
}
