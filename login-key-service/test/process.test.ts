import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { startProcess, urlIn } from './service-process.ts';
import { apiKey, authorized, bearerToken, startTestService, type TestLog } from './support.ts';

test('mistakes end the start with exit code 1 and say what to do, without secrets', async (t) => {
    const { exited, complaints, log } = startProcess(t, {
        GLANCE_EXPIRATION: '90000',
        ALLOWED_ORIGINS: '*'
    });
    assert.deepEqual(await exited, [1, null]);
    assert.match(
        await complaints,
        /cannot start:\n {2}- GLANCE_EXPIRATION is over a day.*\n {2}- ALLOWED_ORIGINS must/s
    );
    for (const secret of [apiKey, bearerToken]) assert.ok(!(await complaints).includes(secret));
    assert.deepEqual(log.lines, []);
});

test('a taken port ends the start and is named', async (t) => {
    const { url } = await startTestService(t);
    const { port } = new URL(url);
    const { exited, complaints } = startProcess(t, { PORT: port });
    assert.deepEqual(await exited, [1, null]);
    assert.match(await complaints, new RegExp(`Port ${port} is taken`));
});

test('Ctrl-C ends it at once', async (t) => {
    const { child, exited, log } = startProcess(t, { DRAIN_DELAY_MS: '60000' });
    await urlIn(log);
    child.kill('SIGINT');
    assert.deepEqual(await exited, [0, null]);
});

const underLoad = {
    DRAIN_DELAY_MS: '1000',
    LIMIT_PER_ADDRESS: '1000000',
    LIMIT_PER_CALLER: '1000000',
    LIMIT_PER_PUID: '1000000'
};

test('SIGTERM under load, behind a load balancer that goes by /readyz: no request fails', async (t) => {
    const { child, exited, log } = startProcess(t, underLoad);
    const url = await urlIn(log);
    let isReady = true;
    const load = runLoad(t, url, { goOn: () => isReady, on500th: () => child.kill('SIGTERM') });
    await log.line('draining');
    while (isReady) isReady = (await fetch(`${url}/readyz`)).status === 200;
    const { answered, failed } = await load;

    assert.deepEqual(await exited, [0, null]);
    await log.line('drained');
    assert.deepEqual(failed, []);
    assert.equal(keysIssued(log), answered);
});

test('SIGTERM under load from clients that never stop: every key that was issued reaches its client', async (t) => {
    const { child, exited, log } = startProcess(t, { ...underLoad, DRAIN_DELAY_MS: '100' });
    const url = await urlIn(log);
    let isUp = true;
    void exited.then(() => (isUp = false));
    const { answered, failed } = await runLoad(t, url, {
        goOn: () => isUp,
        on500th: () => child.kill('SIGTERM')
    });

    assert.deepEqual(await exited, [0, null]);
    assert.equal(keysIssued(log), answered);
    assert.ok(failed.every((reason) => reason === 'not taken'));
});

function keysIssued(log: TestLog): number {
    return log.lines.filter((line) => line.includes('login-key-issued')).length;
}

/** Twenty clients that ask one request after the other while `goOn` says so. */
async function runLoad(
    t: TestContext,
    url: string,
    { goOn, on500th }: { goOn: () => boolean; on500th: () => void }
): Promise<{ answered: number; failed: string[] }> {
    const agent = new Agent({ keepAlive: true });
    t.after(() => agent.destroy());
    let answered = 0;
    const failed: string[] = [];
    const client = async () => {
        while (goOn()) {
            const outcome = await ask(url, agent);
            if (outcome === 200) answered += 1;
            else failed.push(String(outcome));
            if (outcome === 200 && answered === 500) on500th();
        }
    };
    await Promise.all(Array.from({ length: 20 }, client));
    return { answered, failed };
}

/** One login key request: the status of a complete answer, or where it failed. */
function ask(url: string, agent: Agent): Promise<number | string | undefined> {
    return new Promise((resolve) => {
        const options = { method: 'POST', headers: authorized, agent };
        request(`${url}/loginkey?partneruserid=a`, options, (response) => {
            text(response).then(
                () => resolve(response.statusCode),
                () => resolve('answer cut off')
            );
        })
            .on('error', () => resolve('not taken'))
            .end();
    });
}
