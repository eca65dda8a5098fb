import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openService, settingsFrom, SettingsError, startLoginKeyService } from '../src/index.ts';
import { apiKey, authorized, bearerToken, post, testEnvironment, TestLog } from './support.ts';

test('another program starts it on any free port and closes it again', async () => {
    const options = {
        groupId: 12345,
        apiKey,
        bearerTokens: [bearerToken],
        allowedOrigins: ['http://localhost:4100'],
        logTo: new TestLog()
    };
    const service = await startLoginKeyService(options);
    assert.equal((await fetch(`${service.url}/healthz`)).status, 200);
    assert.equal((await post(service.url)).status, 200);
    await service.close();
    await assert.rejects(fetch(`${service.url}/healthz`));
});

test('it does not start open to anybody unless told so, and says what to do', async () => {
    await assert.rejects(startLoginKeyService({ groupId: 12345, apiKey }), SettingsError);
    const development = { groupId: 12345, apiKey, developmentMode: true, logTo: new TestLog() };
    const service = await startLoginKeyService(development);
    assert.equal((await post(service.url, { headers: {} })).status, 200);
    await service.close();
});

test('without a port it answers what a serverless adapter hands it', async () => {
    const { app } = await openService(settingsFrom(testEnvironment), new TestLog());
    const response = await app.inject({
        method: 'POST',
        url: '/loginkey?partneruserid=a',
        headers: authorized
    });
    assert.equal(response.statusCode, 200);
    await app.close();
});
