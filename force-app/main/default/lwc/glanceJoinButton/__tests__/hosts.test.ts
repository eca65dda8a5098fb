import { isSafeAddress, readHosts } from '../hosts';

const flaw = jest.fn(() => null);

describe('where Glance is', () => {
    it.each([
        [undefined, 'www.glance.net', 'presence.glance.net'],
        ['production', 'www.glance.net', 'presence.glance.net'],
        ['Beta', 'beta.glance.net', null],
        [' staging ', 'www.myglance.net', null]
    ])('follows from the environment %p', (environment, host, presenceServer) => {
        expect(readHosts({ environment }, flaw)).toEqual({
            webServerOrigin: `https://${host}`,
            presenceServer
        });
    });

    it('follows from a company’s own hosts, whatever the environment', () => {
        expect(
            readHosts(
                {
                    environment: 'beta',
                    webServer: 'https://Glance.Acme.com/',
                    presenceServer: 'presence.acme.com:8443'
                },
                flaw
            )
        ).toEqual({
            webServerOrigin: 'https://glance.acme.com',
            presenceServer: 'presence.acme.com:8443'
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

    it('is nowhere in an unknown environment', () => {
        expect(readHosts({ environment: 'moon' }, flaw)).toBeNull();
        expect(flaw).toHaveBeenLastCalledWith('environment');
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
