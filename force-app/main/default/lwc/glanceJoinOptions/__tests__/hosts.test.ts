import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cwd } from 'node:process';
import { isSafeAddress, readHosts } from '../hosts';

const flaw = jest.fn(() => null);

describe('where Glance is', () => {
    it.each([
        [undefined, 'www.glance.net', 'production'],
        ['production', 'www.glance.net', 'production'],
        ['Beta', 'beta.glance.net', 'production'],
        [' staging ', 'www.myglance.net', 'staging']
    ])(
        'follows from the environment %p: no presence server is made up',
        (environment, host, site) => {
            expect(readHosts({ environment }, flaw)).toEqual({
                webServerOrigin: `https://${host}`,
                site,
                presenceServer: null
            });
        }
    );

    it('follows from a company’s own hosts, in a custom environment', () => {
        expect(
            readHosts(
                {
                    environment: ' Custom ',
                    webServer: 'https://Glance.Acme.com/',
                    confirmedWebServer: 'glance.acme.com',
                    presenceServer: 'wss://presence.acme.com:8443'
                },
                flaw
            )
        ).toEqual({
            webServerOrigin: 'https://glance.acme.com',
            site: 'production',
            presenceServer: 'presence.acme.com:8443'
        });
    });

    it('has no presence server in a custom environment without one: the script finds it out', () => {
        const given = { webServer: 'glance.acme.com', confirmedWebServer: 'glance.acme.com' };
        expect(readHosts({ environment: 'custom', ...given }, flaw)).toEqual({
            webServerOrigin: 'https://glance.acme.com',
            site: 'production',
            presenceServer: null
        });
    });

    it('is the staging site at another of Glance’s hosts, too', () => {
        const hosts = readHosts({ environment: 'staging', webServer: 'acme.myglance.net' }, flaw);
        expect(hosts).toMatchObject({
            webServerOrigin: 'https://acme.myglance.net',
            site: 'staging'
        });
    });

    it.each([
        ['localhost:4000', 'http://localhost:4000'],
        ['[::1]:4000', 'http://[::1]:4000'],
        ['localhost.acme.com', 'https://localhost.acme.com']
    ])('is reached with TLS, unless it is on this machine: %s', (webServer, origin) => {
        const given = { environment: 'custom', webServer, confirmedWebServer: webServer };
        expect(readHosts(given, flaw)?.webServerOrigin).toBe(origin);
    });

    it.each([
        'glance.acme.com/path',
        'user@glance.acme.com',
        'glance.acme.com?x',
        'glance.acme.com#x',
        'mailto:ann@example.com',
        'two hosts',
        '-glance.acme.com',
        'glance.acme.com:port'
    ])('is not %s', (host) => {
        expect(readHosts({ webServer: host }, flaw)).toBeNull();
        expect(flaw).toHaveBeenLastCalledWith('web-server', 'hostInvalid');
        expect(readHosts({ presenceServer: host }, flaw)).toBeNull();
        expect(flaw).toHaveBeenLastCalledWith('presence-server', 'hostInvalid');
    });

    it.each([undefined, 'glance.acme.com'])(
        'is nowhere in an environment that there is not, never in production: web server %p',
        (webServer) => {
            expect(readHosts({ environment: 'moon', webServer }, flaw)).toBeNull();
            expect(flaw).toHaveBeenLastCalledWith('environment', 'hostInvalid');
        }
    );

    it('is nowhere in a custom environment without a web server', () => {
        expect(readHosts({ environment: 'Custom' }, flaw)).toBeNull();
        expect(flaw).toHaveBeenLastCalledWith('web-server', 'hostInvalid');
    });
});

/** Apex decides for the settings, by the same rules: its test's lists are these. */
describe('where a login key may go, as Apex says', () => {
    const classes = join(cwd(), 'force-app/main/default/classes');
    const apex = readFileSync(join(classes, 'GlanceWebServer.cls'), 'utf8');
    const apexTest = readFileSync(join(classes, 'GlanceWebServerTest.cls'), 'utf8');
    const texts = (source: string, name: string): string[] => {
        const list = new RegExp(`${name} = [^{]*\\{([^}]*)\\}`).exec(source)?.[1] ?? '';
        return [...list.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, text = '']) =>
            text.replace(/\\(.)/g, '$1')
        );
    };
    const pairs = (source: string, name: string): string[][] =>
        texts(source, name).flatMap((text, i, all) => (i % 2 ? [] : [[text, all[i + 1] ?? '']]));

    it.each(pairs(apex, 'BY_ENVIRONMENT'))('is for %s the host %s', (environment, host) => {
        expect(readHosts({ environment }, flaw)?.webServerOrigin).toBe(`https://${host}`);
    });

    it.each(pairs(apexTest, 'OF_GLANCE'))('is %j: %s', (webServer, host) => {
        expect(readHosts({ webServer }, flaw)?.webServerOrigin).toBe(`https://${host}`);
    });

    it.each(texts(apexTest, 'OF_OTHERS'))('is %s only with Custom, and named twice', (host) => {
        for (const [environment, confirmedWebServer] of [
            [undefined, host],
            ['staging', host],
            ['custom', undefined],
            ['custom', ' '],
            ['custom', `${host}.com`]
        ]) {
            const given = { environment, webServer: host, confirmedWebServer };
            expect(readHosts(given, flaw)).toBeNull();
            expect(flaw).toHaveBeenLastCalledWith('web-server', 'webServerUnconfirmed');
        }
        const given = { environment: 'custom', webServer: host, confirmedWebServer: host };
        expect(readHosts(given, flaw)?.webServerOrigin.replace(/^https?:\/\//, '')).toBe(host);
    });

    it.each(texts(apexTest, 'NO_HOSTS'))('is never %s', (host) => {
        const given = { environment: 'custom', webServer: host, confirmedWebServer: host };
        expect(readHosts(given, flaw)).toBeNull();
        expect(flaw).toHaveBeenLastCalledWith('web-server', 'hostInvalid');
    });

    it('is asked of all lists', () => {
        for (const name of ['OF_GLANCE', 'OF_OTHERS', 'NO_HOSTS']) {
            expect(texts(apexTest, name).length).toBeGreaterThan(5);
        }
        expect(pairs(apex, 'BY_ENVIRONMENT')).toHaveLength(3);
    });
});

describe('an address that secrets may be sent to', () => {
    it.each([
        'https://keys.acme.com/loginkey',
        'http://localhost:4400/loginkey',
        'http://127.0.0.1/'
    ])('is %s', (address) => {
        expect(isSafeAddress(address)).toBe(true);
    });

    it.each([
        'http://keys.acme.com/loginkey',
        'data:text/plain,x',
        'ftp://keys.acme.com',
        'https://'
    ])('is not %s', (address) => {
        expect(isSafeAddress(address)).toBe(false);
    });
});
