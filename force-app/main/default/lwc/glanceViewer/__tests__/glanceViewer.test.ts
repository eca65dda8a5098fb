import { openViewer, viewerUrl } from 'c/glanceViewer';

const loginKey = {
    loginKey: '$1$1893456000$AAAAAAAAAAAAAAAAAAAAA-AAAAAAAAAAAAAAAAAAA_A',
    groupId: 12345,
    partnerUserId: 'ann+test@example.com',
    expiresAt: 1893456000000
};
const request = { webServerOrigin: 'https://www.glance.net', sessionKey: 'cust-1', loginKey };

describe('viewerUrl', () => {
    it('leads to the viewer of one session, as one agent, waiting for the start', () => {
        const url = new URL(viewerUrl(request));
        expect(url.origin + url.pathname).toBe('https://www.glance.net/agentjoin/AgentView.aspx');
        expect(Object.fromEntries(url.searchParams)).toEqual({
            SessionKey: 'cust-1',
            Wait: '1',
            partnerid: '12345',
            partneruserid: 'ann+test@example.com',
            loginkey: loginKey.loginKey
        });
    });

    it('encodes what has a meaning in an address', () => {
        const text = viewerUrl(request);
        expect(text).not.toContain('$');
        expect(text).toContain('loginkey=%241%241893456000%24');
        expect(text).toContain('partneruserid=ann%2Btest%40example.com');
    });

    it('lets no agent id add parameters', () => {
        const url = viewerUrl({
            ...request,
            loginKey: { ...loginKey, partnerUserId: 'ann&partnerid=99999#' }
        });
        expect(new URL(url).searchParams.getAll('partnerid')).toEqual(['12345']);
        expect(new URL(url).hash).toBe('');
    });

    it('goes to a web server of one’s own', () => {
        const url = viewerUrl({ ...request, webServerOrigin: 'http://localhost:4000' });
        expect(url).toMatch(/^http:\/\/localhost:4000\/agentjoin\/AgentView\.aspx\?/);
    });
});

describe('openViewer', () => {
    const opened = jest.spyOn(window, 'open').mockReturnValue(null);

    beforeEach(() => opened.mockClear());

    it.each(['tab', 'window'] as const)(
        'opens a new %s that has no hold on this page',
        (location) => {
            openViewer('https://www.glance.net/x', location);
            expect(opened).toHaveBeenCalledTimes(1);
            const [url, target, features] = opened.mock.lastCall ?? [];
            expect(url).toBe('https://www.glance.net/x');
            expect(target).toBe('_blank');
            expect(features?.split(',')).toEqual(
                expect.arrayContaining(['noopener', 'noreferrer'])
            );
        }
    );

    it('asks for no window features in a tab: a browser would make it a window', () => {
        openViewer('https://www.glance.net/x', 'tab');
        expect(opened.mock.lastCall?.[2]).toBe('noopener,noreferrer');
    });

    it('asks for a window without bars', () => {
        openViewer('https://www.glance.net/x', 'window');
        expect(opened.mock.lastCall?.[2]?.split(',')).toEqual(
            expect.arrayContaining(['location=no', 'menubar=0', 'status=0', 'toolbar=0'])
        );
    });

    it('takes a blocked window, which nobody can tell, in its stride', () => {
        opened.mockReturnValueOnce(null);
        expect(() => openViewer('https://www.glance.net/x', 'tab')).not.toThrow();
    });
});
