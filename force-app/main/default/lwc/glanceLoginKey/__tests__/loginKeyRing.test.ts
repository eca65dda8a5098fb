import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import { codeOf } from 'c/glanceErrors';
import { loginKeysFrom } from 'c/glanceLoginKey';
import type { LoginKeyRing } from 'c/glanceLoginKey';
import { loginKeyAnswer, loginKeyText } from 'test/jest/loginKeys';
import { countListeners, hidePage, useFakeClock } from 'test/jest/page';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getLoginKey',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const apex = jest.mocked(getLoginKey);
const HOUR = 3600;
const MINUTE_MS = 60_000;

let rings = 0;
/** A ring that no other test has seen. */
function newRing(): LoginKeyRing {
    rings += 1;
    return loginKeysFrom({ type: 'org', settingsName: `Ring ${rings}` });
}

/** Apex answers with keys of this life, each with a signature of its own. */
function answerKeys(lifeSeconds: number): void {
    let made = 0;
    apex.mockImplementation(async () => {
        made += 1;
        return loginKeyAnswer(lifeSeconds, { signature: String.fromCharCode(64 + made) });
    });
}

describe('a ring of login keys', () => {
    beforeEach(() => {
        useFakeClock();
        answerKeys(HOUR);
    });

    afterEach(() => {
        hidePage(false);
        jest.useRealTimers();
        jest.resetAllMocks();
    });

    it('fetches one key, however many ask at the same time', async () => {
        const ring = newRing();
        const keys = await Promise.all([ring.get(), ring.get(), ring.get()]);
        expect(apex).toHaveBeenCalledTimes(1);
        expect(new Set(keys).size).toBe(1);
    });

    it('hands out the same key until it is about to expire', async () => {
        const ring = newRing();
        const first = await ring.get();
        jest.setSystemTime(Date.now() + HOUR * 1000 - 2001);
        expect(ring.ready()).toBe(first);
        expect(await ring.get()).toBe(first);
        jest.setSystemTime(Date.now() + 1);
        expect(ring.ready()).toBeNull();
        expect(await ring.get()).not.toBe(first);
    });

    it('has nothing ready before somebody asked', () => {
        expect(newRing().ready()).toBeNull();
    });

    it('asks again after a failure', async () => {
        const ring = newRing();
        apex.mockRejectedValueOnce({ body: { message: 'puidMissing' } });
        await expect(ring.get()).rejects.toMatchObject({ code: 'puidMissing' });
        await expect(ring.get()).resolves.toMatchObject({ groupId: 12345 });
    });

    it('refuses a key that its maker calls over', async () => {
        apex.mockResolvedValue({ ...loginKeyAnswer(HOUR), expiresIn: 0 });
        const failure = await newRing()
            .get()
            .catch((thrown: unknown) => thrown);
        expect(codeOf(failure)).toBe('loginKeyExpired');
        expect(String(failure)).not.toMatch(/\$1\$/);
    });

    it('fetches another key after Glance refused one', async () => {
        const ring = newRing();
        const refused = await ring.get();
        ring.discard(refused);
        expect(ring.ready()).toBeNull();
        expect((await ring.get()).loginKey).not.toBe(refused.loginKey);
    });

    it('keeps the newer key when an older one is refused late', async () => {
        const ring = newRing();
        const refused = await ring.get();
        ring.discard(refused);
        const newer = await ring.get();
        ring.discard(refused);
        expect(ring.ready()).toBe(newer);
    });

    describe('while somebody holds it', () => {
        it('renews the key ahead of its expiry, so that one is always ready', async () => {
            const ring = newRing();
            const release = ring.hold();
            const first = await ring.get();
            await jest.advanceTimersByTimeAsync(HOUR * 1000 - 5 * MINUTE_MS - 1);
            expect(ring.ready()).toBe(first);
            await jest.advanceTimersByTimeAsync(1);
            expect(apex).toHaveBeenCalledTimes(2);
            expect(ring.ready()?.loginKey).not.toBe(first.loginKey);
            release();
        });

        it('renews a short-lived key when a tenth of its life is left', async () => {
            answerKeys(100);
            const ring = newRing();
            const release = ring.hold();
            await ring.get();
            await jest.advanceTimersByTimeAsync(89_999);
            expect(apex).toHaveBeenCalledTimes(1);
            await jest.advanceTimersByTimeAsync(1);
            expect(apex).toHaveBeenCalledTimes(2);
            release();
        });

        it('keeps a key ready for a whole working day, with one request an hour', async () => {
            const ring = newRing();
            const release = ring.hold();
            await ring.get();
            let minutesWithout = 0;
            const watch = setInterval(() => {
                minutesWithout += ring.ready() ? 0 : 1;
            }, MINUTE_MS);
            await jest.advanceTimersByTimeAsync(8 * HOUR * 1000);
            clearInterval(watch);
            expect(minutesWithout).toBe(0);
            expect(apex.mock.calls.length).toBeLessThanOrEqual(9);
            release();
        });

        it('tries a failed renewal again, and has the old key until then', async () => {
            const ring = newRing();
            const release = ring.hold();
            const first = await ring.get();
            apex.mockRejectedValueOnce(new Error('offline'));
            await jest.advanceTimersByTimeAsync(55 * MINUTE_MS);
            expect(ring.ready()).toBe(first);
            await jest.advanceTimersByTimeAsync(30_000);
            expect(apex).toHaveBeenCalledTimes(3);
            expect(ring.ready()?.loginKey).not.toBe(first.loginKey);
            release();
        });

        it('goes on trying even after the key has expired', async () => {
            const ring = newRing();
            const release = ring.hold();
            await ring.get();
            apex.mockRejectedValue(new Error('offline'));
            await jest.advanceTimersByTimeAsync(2 * HOUR * 1000);
            expect(ring.ready()).toBeNull();
            answerKeys(HOUR);
            await jest.advanceTimersByTimeAsync(30_000);
            expect(ring.ready()).not.toBeNull();
            release();
        });

        it('makes no request while the page is hidden, and renews when it is shown', async () => {
            const ring = newRing();
            const release = ring.hold();
            await ring.get();
            hidePage(true);
            await jest.advanceTimersByTimeAsync(3 * HOUR * 1000);
            expect(apex).toHaveBeenCalledTimes(1);
            hidePage(false);
            await jest.advanceTimersByTimeAsync(0);
            expect(apex).toHaveBeenCalledTimes(2);
            expect(ring.ready()).not.toBeNull();
            release();
        });
    });

    describe('when nobody holds it any more', () => {
        it('leaves no timer and no listener', async () => {
            const listening = countListeners(document);
            const ring = newRing();
            const releases = [ring.hold(), ring.hold()];
            await ring.get();
            hidePage(true);
            await jest.advanceTimersByTimeAsync(HOUR * 1000);
            expect(listening()).toEqual(['visibilitychange']);
            releases.forEach((release) => release());
            expect(jest.getTimerCount()).toBe(0);
            expect(listening()).toEqual([]);
        });

        it('leaves no timer behind a renewal that was under way', async () => {
            const ring = newRing();
            const release = ring.hold();
            await ring.get();
            apex.mockImplementationOnce(
                () =>
                    new Promise((_resolve, reject) => {
                        setTimeout(() => reject(new Error('offline')), 1000);
                    })
            );
            await jest.advanceTimersByTimeAsync(55 * MINUTE_MS);
            release();
            await jest.advanceTimersByTimeAsync(1000);
            expect(jest.getTimerCount()).toBe(0);
        });

        it('counts a release once, however often it is called', async () => {
            const ring = newRing();
            const release = ring.hold();
            const stay = ring.hold();
            await ring.get();
            release();
            release();
            expect(jest.getTimerCount()).toBe(1);
            stay();
            expect(jest.getTimerCount()).toBe(0);
        });

        it('makes no request by itself', async () => {
            const ring = newRing();
            await ring.get();
            await jest.advanceTimersByTimeAsync(2 * HOUR * 1000);
            expect(apex).toHaveBeenCalledTimes(1);
        });
    });
});

describe('a ready login key', () => {
    beforeEach(useFakeClock);
    afterEach(() => {
        jest.useRealTimers();
    });

    const MINUTE = 60_000;
    let agents = 0;
    /** A ring whose ready key ends in so many milliseconds, by this computer's clock. */
    function readyRing(life: number): LoginKeyRing {
        agents += 1;
        return loginKeysFrom({
            type: 'ready',
            loginKey: loginKeyText(Date.now() + life),
            groupId: 12345,
            partnerUserId: `agent ${agents}`
        });
    }

    it('is never renewed: its host hands over the next one', async () => {
        const ring = readyRing(MINUTE);
        ring.hold();
        await ring.get();
        expect(jest.getTimerCount()).toBe(0);
        jest.setSystemTime(Date.now() + 16 * MINUTE);
        await expect(ring.get()).rejects.toMatchObject({ code: 'loginKeyExpired' });
    });

    it('is tried, though never offered, when it has just run out: this computer’s clock may be wrong', async () => {
        const ring = readyRing(-14 * MINUTE);
        await expect(ring.get()).resolves.toMatchObject({ groupId: 12345 });
        expect(ring.ready()).toBeNull();
    });

    it('is not tried again after Glance refused it, when it has just run out', async () => {
        const ring = readyRing(-14 * MINUTE);
        ring.discard(await ring.get());
        await expect(ring.get()).rejects.toMatchObject({ code: 'loginKeyExpired' });
    });

    it('is not tried when it ran out long ago', async () => {
        await expect(readyRing(-15 * MINUTE).get()).rejects.toMatchObject({
            code: 'loginKeyExpired'
        });
    });

    it('is the same key after a refusal that has nothing to do with its age', async () => {
        const ring = readyRing(MINUTE);
        const key = await ring.get();
        ring.discard(key);
        await expect(ring.get()).resolves.toEqual(key);
    });
});

describe('loginKeysFrom', () => {
    const source = {
        type: 'url',
        authUrl: 'https://keys.example.com',
        authHeaders: { a: '1', b: '2' },
        authBody: {},
        groupId: 12345,
        partnerUserId: 'ann'
    } as const;

    beforeEach(useFakeClock);
    afterEach(() => jest.useRealTimers());

    it('gives one ring to all who name the same source, also with the next headers', () => {
        const ring = loginKeysFrom(source);
        expect(loginKeysFrom({ ...source, authHeaders: { a: 'next' } })).toBe(ring);
    });

    it.each([
        ['agent', { partnerUserId: 'bob' }],
        ['group', { groupId: 54321 }],
        ['address', { authUrl: 'https://other.example.com' }]
    ])('gives another ring to another %s', (_what, other) => {
        expect(loginKeysFrom({ ...source, ...other })).not.toBe(loginKeysFrom(source));
    });

    it('has the next ready key at hand as soon as the host hands it over', async () => {
        const ready = (signature: string) =>
            ({
                type: 'ready',
                loginKey: loginKeyText(Date.now() + HOUR * 1000, signature),
                groupId: 12345,
                partnerUserId: 'ready'
            }) as const;
        const ring = loginKeysFrom(ready('A'));
        await ring.get();
        loginKeysFrom(ready('B'));
        await jest.advanceTimersByTimeAsync(0);
        expect(ring.ready()?.loginKey).toBe(ready('B').loginKey);
    });

    it('counts how often a source came with other secrets', () => {
        const ring = loginKeysFrom(source);
        const before = ring.revision;
        loginKeysFrom({ ...source, authHeaders: { ...source.authHeaders } });
        expect(ring.revision).toBe(before);
        loginKeysFrom({ ...source, authHeaders: { a: 'next' } });
        expect(ring.revision).toBe(before + 1);
    });

    it('asks with the next headers, though an answer to the former ones is still awaited', async () => {
        const fetched = jest.fn();
        globalThis.fetch = fetched;
        try {
            fetched.mockImplementationOnce(() => new Promise(() => undefined));
            fetched.mockResolvedValueOnce({
                ok: true,
                status: 200,
                headers: { get: () => null },
                json: async () => loginKeyAnswer(HOUR)
            });
            const slow = { ...source, partnerUserId: 'slow' };
            void loginKeysFrom(slow).get();
            const ring = loginKeysFrom({ ...slow, authHeaders: { a: 'next' } });
            await expect(ring.get()).resolves.toMatchObject({ partnerUserId: 'slow' });
            expect(fetched.mock.lastCall?.[1].headers).toMatchObject({ a: 'next' });
        } finally {
            Reflect.deleteProperty(globalThis, 'fetch');
        }
    });
});
