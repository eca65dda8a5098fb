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

    it.each(['beta', 'custom', undefined])(
        'follows from a company’s own hosts, whatever the environment: %p',
        (environment) => {
            expect(
                readHosts(
                    {
                        environment,
                        webServer: 'https://Glance.Acme.com/',
                        presenceServer: 'presence.acme.com:8443'
                    },
                    flaw
                )
            ).toEqual({
                webServerOrigin: 'https://glance.acme.com',
                site: 'production',
                presenceServer: 'presence.acme.com:8443'
            });
        }
    );

    it('is the staging site of a company’s own hosts, too', () => {
        const hosts = readHosts({ environment: 'staging', webServer: 'glance.acme.com' }, flaw);
        expect(hosts).toMatchObject({
            webServerOrigin: 'https://glance.acme.com',
            site: 'staging'
        });
    });

    it('is reached with TLS, unless it is on this machine', () => {
        expect(readHosts({ webServer: 'http://glance.acme.com' }, flaw)?.webServerOrigin).toBe(
            'https://glance.acme.com'
        );
        expect(readHosts({ webServer: 'localhost:4000' }, flaw)?.webServerOrigin).toBe(
            'http://localhost:4000'
        );
        expect(readHosts({ webServer: 'localhost.acme.com' }, flaw)?.webServerOrigin).toBe(
            'https://localhost.acme.com'
        );
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
        expect(flaw).toHaveBeenLastCalledWith('web-server');
        expect(readHosts({ presenceServer: host }, flaw)).toBeNull();
        expect(flaw).toHaveBeenLastCalledWith('presence-server');
    });

    it.each([undefined, 'glance.acme.com'])(
        'is nowhere in an environment that there is not, never in production: web server %p',
        (webServer) => {
            expect(readHosts({ environment: 'moon', webServer }, flaw)).toBeNull();
            expect(flaw).toHaveBeenLastCalledWith('environment');
        }
    );

    it('is nowhere in a custom environment without a web server', () => {
        expect(readHosts({ environment: 'Custom' }, flaw)).toBeNull();
        expect(flaw).toHaveBeenLastCalledWith('web-server');
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
