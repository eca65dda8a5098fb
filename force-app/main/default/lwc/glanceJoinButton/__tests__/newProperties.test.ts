import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import type { Authorizing } from 'test/jest/fakeGlanceScript';
import { loginKeyText } from 'test/jest/loginKeys';
import { settled, useFakeClock } from 'test/jest/page';
import { ShownButton } from 'test/jest/shownButton';

const glance = new FakeGlanceScript().install();
const GOOD = loginKeyText(new Date('2026-01-16').getTime(), 'G');

/** Glance takes one login key only. */
const takesGoodKeys = ({ credentials, onsuccess, onfail }: Authorizing): void =>
    credentials.loginkey === GOOD ? onsuccess() : onfail('authorization');

beforeEach(() => {
    useFakeClock();
    glance.reset();
    sessionStorage.clear();
    glance.onAuthorize = takesGoodKeys;
});

afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
    Reflect.deleteProperty(globalThis, 'fetch');
});

describe('after a failure', () => {
    it('another login key takes effect at once', async () => {
        const button = await ShownButton.show(glance);
        expect(button.notice[0]).toBe('c.Glance_Error_authorizationRefused');
        await button.set({ loginKey: GOOD });
        expect(button.headline).toBe('c.Glance_Absent');
    });

    it('a login key in place of one that was none takes effect at once', async () => {
        const button = await ShownButton.show(glance, { loginKey: 'no login key' });
        expect(button.notice[0]).toBe('c.Glance_Error_loginKeyPropertyInvalid');
        await button.set({ loginKey: GOOD });
        expect(button.headline).toBe('c.Glance_Absent');
    });

    it('other headers for the login key endpoint take effect at once', async () => {
        Object.assign(globalThis, {
            fetch: async (_url: string, { headers }: { headers: Record<string, string> }) => {
                const allowed = headers.Authorization === 'Bearer fresh';
                return {
                    ok: allowed,
                    status: allowed ? 200 : 403,
                    headers: new Map(),
                    json: async () => ({ loginKey: GOOD, groupId: 12345, expiresIn: 3600 })
                };
            }
        });
        const button = await ShownButton.show(glance, {
            groupId: '12345',
            loginKey: undefined,
            authUrl: 'https://keys.example.com/loginkey',
            authHeaders: { Authorization: 'Bearer stale' }
        });
        expect(button.tone).toBe('problem');
        await button.set({ authHeaders: { Authorization: 'Bearer fresh' } });
        await settled();
        expect(button.headline).toBe('c.Glance_Absent');
    });

    it('another visitor id does not wait for anything', async () => {
        const button = await ShownButton.show(glance);
        glance.onAuthorize = ({ onsuccess }) => onsuccess();
        glance.come('the-next');
        await button.set({ visitorId: 'the-next' });
        expect(button.headline).toBe('c.Glance_Present');
    });
});
