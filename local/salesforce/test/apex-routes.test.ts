import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { AuraHandledException } from '../apex/aura-handled-exception.ts';
import { apexRoutes, withoutNulls } from '../routes/apex-routes.ts';

async function call(method: string, payload: object = {}) {
    const app = Fastify();
    await app.register(apexRoutes, {
        classes: {
            Greeter: {
                greet: ({ name }: { name: string }) => ({ text: `Hello ${name}`, note: null }),
                refuse: () => {
                    throw new AuraHandledException('notPermitted');
                },
                crash: () => {
                    throw new Error('SELECT secret FROM Vault');
                }
            }
        }
    });
    const response = await app.inject({ method: 'POST', url: `/apex/Greeter/${method}`, payload });
    return { status: response.statusCode, answer: response.json<Record<string, unknown>>() };
}

test('a result comes back without what is null', async () => {
    assert.deepEqual(await call('greet', { name: 'Alex' }), {
        status: 200,
        answer: { state: 'SUCCESS', returnValue: { text: 'Hello Alex' } }
    });
    assert.deepEqual(withoutNulls([{ a: null, b: [null, 0, false, ''] }]), [
        { b: [null, 0, false, ''] }
    ]);
});

test('the message of an AuraHandledException reaches the component', async () => {
    const { answer } = await call('refuse');
    assert.deepEqual(answer['error'], {
        status: 500,
        statusText: 'Server Error',
        body: {
            exceptionType: 'System.AuraHandledException',
            isUserDefinedException: false,
            message: 'notPermitted',
            stackTrace: ''
        }
    });
});

test('what any other exception says stays on the server', async () => {
    assert.doesNotMatch(JSON.stringify(await call('crash')), /secret/);
});

test('a method that does not exist is refused', async () => {
    for (const method of ['nope', 'constructor', 'toString', '__proto__']) {
        const { answer } = await call(method);
        assert.equal((answer['error'] as { status: number }).status, 404, method);
    }
});
