import type { LightningElement } from 'lwc';
import type { loadGlanceScript as Load } from 'c/glancePresence';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';

const component = {} as LightningElement;
const options = { groupId: 12345, webServer: 'beta.glance.net', site: 'production' };
const glance = new FakeGlanceScript();
let loadGlanceScript: typeof Load;
let loadScript: jest.Mock;

const configuration = (): { disableLogging?: boolean } =>
    (window as { GLANCE_COBROWSE?: object }).GLANCE_COBROWSE ?? {};

const codeOfFailure = (loading: Promise<unknown>): Promise<unknown> =>
    loading.then(
        () => null,
        (thrown: { code?: unknown }) => thrown.code
    );

describe('Glance’s agent script', () => {
    beforeEach(async () => {
        jest.resetModules();
        document.head.replaceChildren();
        ({ loadScript } = (await import('lightning/platformResourceLoader')) as never);
        loadScript.mockReset().mockImplementation(async () => {
            glance.install();
        });
        ({ loadGlanceScript } = await import('c/glancePresence'));
    });

    afterEach(() => {
        Reflect.deleteProperty(window, 'GLANCE');
        Reflect.deleteProperty(window, 'GLANCE_COBROWSE');
    });

    it('is loaded from the static resource', async () => {
        const script = await loadGlanceScript(component, options);
        expect(loadScript).toHaveBeenCalledWith(component, 'GlancePresenceAgent');
        expect(script.Authorization).toBe(glance.script.Authorization);
        expect(script.Presence).toBe(glance.script.Presence);
    });

    it('finds group, server and site in the page before it runs, and is told to be silent', async () => {
        let seen: unknown;
        loadScript.mockImplementation(async () => {
            seen = {
                ...document.head.querySelector<HTMLElement>('meta#glance-cobrowse')?.dataset,
                silent: configuration().disableLogging
            };
            glance.install();
        });
        await loadGlanceScript(component, options);
        expect(seen).toEqual({
            groupid: '12345',
            ws: 'beta.glance.net',
            site: 'production',
            silent: true
        });
    });

    it('may write to the console in debug mode only', async () => {
        await loadGlanceScript(component, { ...options, debug: true });
        expect(configuration().disableLogging).toBe(false);
    });

    it('leaves the page’s own configuration as it is', async () => {
        (window as { GLANCE_COBROWSE?: object }).GLANCE_COBROWSE = { visitorid: 'x' };
        const own = document.createElement('meta');
        own.id = 'glance-cobrowse';
        own.setAttribute('data-groupid', '99999');
        document.head.append(own);
        await loadGlanceScript(component, options);
        expect({ ...own.dataset }).toEqual({ groupid: '99999' });
        expect(configuration()).toEqual({ visitorid: 'x', disableLogging: true });
    });

    it('is loaded once a page, however many ask', async () => {
        await Promise.all([
            loadGlanceScript(component, options),
            loadGlanceScript({} as LightningElement, options)
        ]);
        await loadGlanceScript(component, options);
        expect(loadScript).toHaveBeenCalledTimes(1);
        expect(document.head.children).toHaveLength(1);
    });

    it.each([
        ['nothing', undefined],
        ['only the visitor’s part of the script', { Presence: { Visitor: class {} } }],
        ['something else', { version: 1 }]
    ])(
        'is missing when the resource defines %s: the placeholder is still there',
        async (_what, found) => {
            loadScript.mockImplementation(async () => {
                (window as { GLANCE?: unknown }).GLANCE = found;
            });
            expect(await codeOfFailure(loadGlanceScript(component, options))).toBe('scriptMissing');
        }
    );

    it('is missing when it defines no agent', async () => {
        loadScript.mockImplementation(async () => {
            (window as { GLANCE?: unknown }).GLANCE = {
                Authorization: glance.script.Authorization,
                Presence: { Visitor: class {} }
            };
        });
        expect(await codeOfFailure(loadGlanceScript(component, options))).toBe('scriptMissing');
    });

    it('is missing when it cannot be fetched, and loaded once it can be', async () => {
        loadScript.mockRejectedValueOnce(new Error('404'));
        expect(await codeOfFailure(loadGlanceScript(component, options))).toBe('scriptMissing');
        expect(await codeOfFailure(loadGlanceScript(component, options))).toBeNull();
    });
});
