import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { loginKeyText } from 'test/jest/loginKeys';
import { ShownButton } from 'test/jest/shownButton';
import { debug } from '../debug';

const glance = new FakeGlanceScript().install();
const SECRET = loginKeyText(1893456000000, 'S');
let written: jest.SpyInstance;
const log = (): string => written.mock.calls.flat().join('\n');

beforeEach(() => {
    glance.reset();
    written = jest.spyOn(console, 'info').mockImplementation(() => undefined);
    jest.spyOn(window, 'open').mockReturnValue(null);
});

afterEach(() => {
    document.body.replaceChildren();
    jest.restoreAllMocks();
});

describe('debug mode', () => {
    it('writes states and events to the console', async () => {
        const button = await ShownButton.inSession(glance, { debugMode: true });
        await button.fire('onvisitorsessionend');
        for (const word of ['connecting', 'present', 'inviting', 'sessionstart', 'sessionend']) {
            expect(log()).toContain(`[Glance] ${word}`);
        }
        expect(log()).toContain(button.visitorId);
    });

    it.each([true, 'true'])('is on with %p', async (debugMode) => {
        await ShownButton.show(glance, { debugMode });
        expect(written).toHaveBeenCalled();
    });

    it.each([undefined, false, 'false', ''])('is off with %p', async (debugMode) => {
        await ShownButton.inSession(glance, { debugMode });
        expect(written).not.toHaveBeenCalled();
    });

    it('names each property that can’t be used', async () => {
        await ShownButton.show(glance, {
            debugMode: true,
            groupId: 'x',
            webServer: 'no host!'
        });
        expect(log()).toContain('web-server');
        expect(log()).toContain('group-id');
    });

    it('never writes a login key, or what is sent to the login key endpoint', async () => {
        const fetched = jest.fn().mockRejectedValue(new Error('offline'));
        globalThis.fetch = fetched;
        await ShownButton.inSession(glance, { debugMode: true, loginKey: SECRET });
        await ShownButton.show(glance, {
            debugMode: true,
            loginKey: undefined,
            authUrl: 'https://keys.example.com',
            authHeaders: { Authorization: 'Bearer hush' },
            authBody: { password: 'hush' }
        });
        Reflect.deleteProperty(globalThis, 'fetch');
        expect(fetched).toHaveBeenCalled();
        expect(log()).not.toContain(SECRET);
        expect(log()).not.toContain('hush');
    });
});

describe('a line of the log', () => {
    it.each([
        ['a login key', { loginKey: SECRET }],
        ['a login key in a text', { message: `refused ${SECRET}` }],
        ['a login key in an address', { url: `https://x/?loginkey=${encodeURIComponent(SECRET)}` }],
        ['a login key in a list', [[SECRET]]],
        ['a login key alone', SECRET],
        ['headers', { authHeaders: { 'X-Thing': 'SSSSS' } }],
        ['a body', { authBody: { thing: 'SSSSS' } }],
        ['a token', { accessToken: 'SSSSS' }],
        ['an authorization', { headers: 0, Authorization: 'SSSSS' }]
    ])('masks %s', (_what, data) => {
        debug('test', data);
        expect(log()).not.toContain('SSSSS');
        expect(log()).toContain('•••');
    });

    it('shows what is none: whom, and in which session', () => {
        debug('test', { visitorId: 'cust-1', sessionKey: '1234', loginKey: '' });
        expect(log()).toContain('{"visitorId":"cust-1","sessionKey":"1234","loginKey":""}');
    });
});
