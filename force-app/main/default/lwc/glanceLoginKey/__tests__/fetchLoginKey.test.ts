import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import { codeOf } from 'c/glanceErrors';
import type { LoginKeySource } from 'c/glanceLoginKey';
import { loginKeyAnswer, loginKeyText } from 'test/jest/loginKeys';
import { fetchLoginKey } from '../fetchLoginKey';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getLoginKey',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const apex = jest.mocked(getLoginKey);
const fetched = jest.fn();
const SECRET = 'a secret of the service';

const urlSource: LoginKeySource = {
    type: 'url',
    authUrl: 'https://keys.example.com/loginkey',
    authHeaders: { Authorization: 'Bearer abc', Accept: 'text/html' },
    authBody: { tenant: 'acme', partneruserid: 'somebody else' },
    groupId: 12345,
    partnerUserId: 'ann@example.com'
};

/** What the code under test sees of a response. */
const response = (status: number, json: () => unknown, date: string | null = null): object => ({
    status,
    headers: { get: (name: string) => (name === 'Date' ? date : null) },
    ok: status >= 200 && status < 300,
    json: async () => json()
});

async function failureOf(source: LoginKeySource): Promise<unknown> {
    return fetchLoginKey(source).then(
        () => null,
        (thrown: unknown) => thrown
    );
}

describe('a login key', () => {
    beforeEach(() => {
        globalThis.fetch = fetched;
    });

    afterEach(() => {
        jest.resetAllMocks();
        jest.restoreAllMocks();
        Reflect.deleteProperty(globalThis, 'fetch');
    });

    describe('from the org', () => {
        it('is made by Apex for the running user, by the settings that were named', async () => {
            const answer = loginKeyAnswer(3600);
            apex.mockResolvedValue(answer);
            const key = await fetchLoginKey({ type: 'org', settingsName: 'Sandbox' });
            expect(apex).toHaveBeenCalledWith({ settingsName: 'Sandbox' });
            expect(key).toMatchObject({
                loginKey: answer.loginKey,
                groupId: 12345,
                partnerUserId: 'agent@example.com'
            });
        });

        it.each(['notPermitted', 'puidMissing', 'apiKeyMissing', 'loginKeyRefused'])(
            'fails with the code %s that Apex sent',
            async (code) => {
                apex.mockRejectedValue({ body: { message: code } });
                expect(codeOf(await failureOf({ type: 'org', settingsName: 'Default' }))).toBe(
                    code
                );
            }
        );

        it('fails without repeating what else Apex said', async () => {
            apex.mockRejectedValue({ body: { message: SECRET } });
            const failure = await failureOf({ type: 'org', settingsName: 'Default' });
            expect(codeOf(failure)).toBe('orgUnavailable');
            expect(String(failure)).not.toContain(SECRET);
        });

        it('fails when Apex answers something else', async () => {
            apex.mockResolvedValue(null);
            const failure = await failureOf({ type: 'org', settingsName: 'Default' });
            expect(codeOf(failure)).toBe('loginKeyInvalid');
        });
    });

    describe('from a URL', () => {
        it('is asked for as Glance’s React plugin does, with the caller’s headers and fields', async () => {
            fetched.mockResolvedValue(response(200, () => loginKeyAnswer(3600)));
            await fetchLoginKey(urlSource);
            const [url, request] = fetched.mock.lastCall;
            expect(url).toBe('https://keys.example.com/loginkey?partneruserid=ann%40example.com');
            expect(request).toMatchObject({
                method: 'POST',
                cache: 'no-store',
                headers: { Authorization: 'Bearer abc', Accept: 'application/json' }
            });
            expect(Object.fromEntries(request.body)).toEqual({
                tenant: 'acme',
                partneruserid: 'ann@example.com'
            });
        });

        it('belongs to the agent that was asked for', async () => {
            fetched.mockResolvedValue(
                response(200, () => ({ ...loginKeyAnswer(3600), partnerUserId: undefined }))
            );
            expect((await fetchLoginKey(urlSource)).partnerUserId).toBe('ann@example.com');
        });

        it('is not awaited for longer than 20 seconds', async () => {
            const limit = new AbortController();
            const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
            fetched.mockImplementation(
                (_url, { signal }: { signal: AbortSignal }) =>
                    new Promise((_resolve, reject) => {
                        signal.addEventListener('abort', () => reject(new Error('aborted')));
                    })
            );
            const failing = failureOf(urlSource);
            expect(timeout).toHaveBeenCalledWith(20_000);
            limit.abort();
            expect(codeOf(await failing)).toBe('loginKeyServiceUnreachable');
        });

        it.each([
            [401, 'loginKeyRefused'],
            [403, 'loginKeyRefused'],
            [404, 'loginKeyServiceUnreachable'],
            [429, 'loginKeyServiceUnreachable'],
            [500, 'loginKeyServiceUnreachable']
        ])('fails for the status %i with %s', async (status, code) => {
            fetched.mockResolvedValue(response(status, () => ({ error: SECRET })));
            const failure = await failureOf(urlSource);
            expect(codeOf(failure)).toBe(code);
            expect(String(failure)).not.toContain(SECRET);
        });

        it('fails when the network does', async () => {
            fetched.mockRejectedValue(new TypeError(`Failed to fetch ${SECRET}`));
            const failure = await failureOf(urlSource);
            expect(codeOf(failure)).toBe('loginKeyServiceUnreachable');
            expect(String(failure)).not.toContain(SECRET);
        });

        it('fails when the answer is no JSON, such as a page to log in', async () => {
            fetched.mockResolvedValue(
                response(200, () => {
                    throw new SyntaxError(`Unexpected token in ${SECRET}`);
                })
            );
            const failure = await failureOf(urlSource);
            expect(codeOf(failure)).toBe('loginKeyInvalid');
            expect(String(failure)).not.toContain(SECRET);
        });
    });

    describe('handed over ready', () => {
        const ready = { type: 'ready', groupId: 12345, partnerUserId: 'ann' } as const;

        it('is used as it is', async () => {
            const { loginKey } = loginKeyAnswer(3600);
            expect(await fetchLoginKey({ ...ready, loginKey })).toMatchObject({
                loginKey,
                groupId: 12345,
                partnerUserId: 'ann'
            });
            expect(fetched).not.toHaveBeenCalled();
            expect(apex).not.toHaveBeenCalled();
        });

        it('fails when it is none, without repeating it', async () => {
            const failure = await failureOf({ ...ready, loginKey: SECRET });
            expect(codeOf(failure)).toBe('loginKeyPropertyInvalid');
            expect(String(failure)).not.toContain(SECRET);
        });
    });

    describe('lives', () => {
        const HOUR_MS = 3_600_000;
        const NOW = Date.parse('2026-01-15T10:00:00Z');
        /** How long the key lives by this computer's clock, which is fast by so much. */
        async function lifeBy(
            fast: number,
            source: LoginKeySource,
            answer: (expiry: number) => object
        ): Promise<number> {
            // The world's time is NOW; the key ends an hour later.
            jest.spyOn(Date, 'now').mockReturnValue(NOW + fast);
            const answered = answer(NOW + HOUR_MS);
            apex.mockResolvedValue(answered);
            fetched.mockResolvedValue(
                response(200, () => answered, 'date' in answered ? String(answered.date) : null)
            );
            return (await fetchLoginKey(source)).expiresAt - Date.now();
        }
        const answerOf = (expiry: number) => ({
            loginKey: loginKeyText(expiry),
            groupId: 12345,
            partnerUserId: 'ann'
        });
        const org = { type: 'org', settingsName: 'Default' } as const;
        const MINUTE_MS = 60_000;

        it.each([-10, 0, 10, 24 * 60])(
            'as long as its maker says, on a clock that is %i minutes fast',
            async (minutes) => {
                const life = await lifeBy(minutes * MINUTE_MS, org, (expiry) => ({
                    ...answerOf(expiry),
                    expiresIn: 3600
                }));
                expect(life).toBe(HOUR_MS);
            }
        );

        it.each([-10, 0, 10])(
            'as long as by the clock of a service that says the time, on one that is %i minutes fast',
            async (minutes) => {
                const life = await lifeBy(minutes * MINUTE_MS, urlSource, (expiry) => ({
                    ...answerOf(expiry),
                    date: new Date(NOW).toUTCString()
                }));
                expect(life).toBe(HOUR_MS);
            }
        );

        it('as long as by this computer’s clock where nobody says anything', async () => {
            expect(await lifeBy(0, urlSource, answerOf)).toBe(HOUR_MS);
        });

        it.each([
            ['over already', 61 * MINUTE_MS],
            ['made for more than a day', -24 * HOUR_MS]
        ])('five minutes when it seems to be %s: this clock is wrong', async (_what, fast) => {
            expect(await lifeBy(fast, urlSource, answerOf)).toBe(5 * MINUTE_MS);
        });

        it('from the moment when it was asked for, however long the answer took', async () => {
            const clock = jest.spyOn(Date, 'now').mockReturnValue(NOW);
            apex.mockImplementation(async () => {
                clock.mockReturnValue(NOW + 15_000);
                return { ...answerOf(NOW + HOUR_MS), expiresIn: 60 };
            });
            expect((await fetchLoginKey(org)).expiresAt).toBe(NOW + 60_000);
        });
    });
});
