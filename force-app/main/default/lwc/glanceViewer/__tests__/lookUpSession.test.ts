import lookUpStub from '@salesforce/apex/GlanceJoinController.lookUpSession';
import { lookUpSession } from 'c/glanceViewer';

jest.mock(
    '@salesforce/apex/GlanceJoinController.lookUpSession',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const apex = jest.mocked(lookUpStub);
const fetched = jest.fn();
const SECRET = '$1$1893456000$AAAAAAAAAAAAAAAAAAAAA-AAAAAAAAAAAAAAAAAAA_A';
const loginKey = {
    loginKey: SECRET,
    groupId: 12345,
    partnerUserId: 'ann@example.com',
    expiresAt: 1893456000000
};

let servers = 0;
/** A query to a web server that no other test has seen. */
function newQuery(settingsName: string | null = null) {
    servers += 1;
    const webServerOrigin = `https://server${servers}.glance.net`;
    return { webServerOrigin, loginKey, sessionKey: 'key-1', settingsName };
}

const response = (status: number, text: string): object => ({
    ok: status === 200,
    status,
    text: async () => text
});
const xml = (fields: string): string =>
    `<?xml version="1.0" encoding="utf-8"?><Session xmlns="http://www.glance.net">${fields}</Session>`;
const RUNNING = xml(
    '<id>77</id><ssnid>12345.key-1.0</ssnid><servername>cs1.glance.net</servername>'
);

beforeEach(() => {
    globalThis.fetch = fetched;
    fetched.mockReset().mockResolvedValue(response(200, RUNNING));
    apex.mockReset().mockResolvedValue('unknown');
    jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
});

afterEach(() => {
    jest.restoreAllMocks();
    Reflect.deleteProperty(globalThis, 'fetch');
});

describe('a session that is looked up through the org', () => {
    it.each(['running', 'waiting', 'none'] as const)('is %s when Apex says so', async (answer) => {
        apex.mockResolvedValue(answer);
        await expect(lookUpSession(newQuery('Sandbox'))).resolves.toBe(answer);
        expect(apex).toHaveBeenCalledWith({ settingsName: 'Sandbox', sessionKey: 'key-1' });
        expect(fetched).not.toHaveBeenCalled();
    });

    it.each([
        ['can’t tell', () => Promise.resolve('unknown')],
        ['says something else', () => Promise.resolve({ a: 1 })],
        ['fails', () => Promise.reject(new Error('no access'))]
    ])('is looked up by the browser when Apex %s', async (_what, answer) => {
        apex.mockImplementation(answer);
        await expect(lookUpSession(newQuery('Default'))).resolves.toBe('running');
    });
});

describe('a session that is looked up by the browser', () => {
    it('is asked for by a simple post, with the login key in its body only', async () => {
        const query = newQuery();
        await lookUpSession(query);
        expect(apex).not.toHaveBeenCalled();
        const [address, { method, headers, body, credentials }] = fetched.mock.lastCall;
        expect(address).toBe(
            `${query.webServerOrigin}/services/SessionService.asmx/LookupPartnerSession2`
        );
        expect({ method, headers, credentials }).toEqual({
            method: 'POST',
            headers: undefined,
            credentials: 'omit'
        });
        expect(Object.fromEntries(body)).toEqual({
            partnerid: '12345',
            partneruserid: 'ann@example.com',
            loginkey: SECRET,
            ssnkey: 'key-1'
        });
    });

    it.each([
        ['running', RUNNING],
        ['running', '<a:id xmlns:a="b">7</a:id><a:servername>cs1</a:servername>'],
        ['waiting', xml('<ssnid>x</ssnid><id>77</id><servername></servername>')],
        ['waiting', xml('<id>77</id><servername/>')],
        ['none', xml('<id>0</id>')],
        ['none', xml('<id> 0 </id><servername>cs1.glance.net</servername>')],
        ['unknown', xml('<ssnid>0</ssnid>')],
        ['unknown', xml('<id></id>')],
        ['unknown', ''],
        ['unknown', '<html><body>Log in</body></html>']
    ])('is %s when Glance answers %j', async (found, text) => {
        fetched.mockResolvedValue(response(200, text));
        await expect(lookUpSession(newQuery())).resolves.toBe(found);
    });

    it('can’t be told when Glance answers with an error', async () => {
        fetched.mockResolvedValue(response(500, RUNNING));
        await expect(lookUpSession(newQuery())).resolves.toBe('unknown');
    });

    it('is not awaited for longer than ten seconds', async () => {
        const limit = new AbortController();
        const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
        fetched.mockImplementation(
            (_address, { signal }: { signal: AbortSignal }) =>
                new Promise((_resolve, reject) => {
                    signal.addEventListener('abort', () => reject(new Error('aborted')));
                })
        );
        const asked = lookUpSession(newQuery());
        expect(timeout).toHaveBeenCalledWith(10_000);
        limit.abort();
        await expect(asked).resolves.toBe('unknown');
    });
});

describe('a web server that does not let this page read its answers', () => {
    const refuse = (): void => {
        fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    };

    it('is not asked again: the browser logs each refusal', async () => {
        const query = newQuery();
        refuse();
        await expect(lookUpSession(query)).resolves.toBe('unknown');
        await expect(lookUpSession(query)).resolves.toBe('unknown');
        expect(fetched).toHaveBeenCalledTimes(1);
        await lookUpSession(newQuery());
        expect(fetched).toHaveBeenCalledTimes(2);
    });

    it('is asked again when it has answered before, or the computer was offline', async () => {
        const answers = newQuery();
        await lookUpSession(answers);
        refuse();
        await lookUpSession(answers);
        await lookUpSession(answers);
        expect(fetched).toHaveBeenCalledTimes(3);
        const offline = newQuery();
        jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
        await lookUpSession(offline);
        await lookUpSession(offline);
        expect(fetched).toHaveBeenCalledTimes(5);
    });
});
