import { openViewer, viewerForm, viewerUrl } from 'c/glanceViewer';
import { OpenedViewers } from 'test/jest/openedViewers';

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

describe('viewerForm', () => {
    it('posts the same, in upper case, and has nothing in its address', () => {
        expect(viewerForm(request)).toEqual({
            action: 'https://www.glance.net/agentjoin/AgentView.aspx',
            fields: [
                { name: 'WAIT', value: '1' },
                { name: 'SESSIONKEY', value: 'cust-1' },
                { name: 'PARTNERID', value: '12345' },
                { name: 'PARTNERUSERID', value: 'ann+test@example.com' },
                { name: 'LOGINKEY', value: loginKey.loginKey }
            ]
        });
    });
});

describe('openViewer', () => {
    const viewers = new OpenedViewers();

    beforeEach(() => viewers.reset());

    it('posts a form into a new tab that has no hold on this page', () => {
        openViewer(request, 'tab');
        expect(viewers.all).toEqual([
            {
                by: 'post',
                address: 'https://www.glance.net/agentjoin/AgentView.aspx',
                sessionKey: 'cust-1',
                loginKey: loginKey.loginKey,
                features: '',
                isolated: true
            }
        ]);
    });

    it('leaves no form, and so no login key, in the page', () => {
        openViewer(request, 'tab');
        expect(document.forms).toHaveLength(0);
        jest.mocked(HTMLFormElement.prototype.submit).mockImplementationOnce(() => {
            throw new Error('refused');
        });
        expect(() => openViewer(request, 'tab')).toThrow('refused');
        expect(document.forms).toHaveLength(0);
    });

    it('puts the form where it is told to, and into the page’s body when that is gone', () => {
        const holder = document.createElement('div');
        const submit = jest.mocked(HTMLFormElement.prototype.submit);
        openViewer(request, 'tab', holder);
        expect(viewers.all).toHaveLength(1);
        document.body.append(holder);
        submit.mockImplementationOnce(() => expect(holder.childElementCount).toBe(1));
        openViewer(request, 'tab', holder);
        expect(holder.childElementCount).toBe(0);
        holder.remove();
    });

    it('opens a window without bars by its address: a form can’t open one under Lightning Web Security', () => {
        openViewer(request, 'window');
        expect(viewers.all).toMatchObject([
            { by: 'get', sessionKey: 'cust-1', loginKey: loginKey.loginKey, isolated: true }
        ]);
        expect(viewers.last?.features.split(',')).toEqual(
            expect.arrayContaining(['location=no', 'menubar=0', 'status=0', 'toolbar=0'])
        );
    });
});
