import type { LightningElement } from 'lwc';
import type { loadGlanceScript as Load } from 'c/glancePresence';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';

const component = {} as LightningElement;
const glance = new FakeGlanceScript();
let loadGlanceScript: typeof Load;
let loadScript: jest.Mock;

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
    });

    it('is loaded from the static resource', async () => {
        const script = await loadGlanceScript(component, 12345);
        expect(loadScript).toHaveBeenCalledWith(component, 'GlancePresenceAgent');
        expect(script.Authorization).toBe(glance.script.Authorization);
        expect(script.Presence).toBe(glance.script.Presence);
    });

    it('finds the group id in the page, as a self-hosted script expects it', async () => {
        let groupId: string | null | undefined;
        loadScript.mockImplementation(async () => {
            groupId = document.head
                .querySelector('meta#glance-cobrowse')
                ?.getAttribute('data-groupid');
            glance.install();
        });
        await loadGlanceScript(component, 12345);
        expect(groupId).toBe('12345');
    });

    it('is loaded once a page, however many ask', async () => {
        await Promise.all([
            loadGlanceScript(component, 12345),
            loadGlanceScript({} as LightningElement, 12345)
        ]);
        await loadGlanceScript(component, 12345);
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
            expect(await codeOfFailure(loadGlanceScript(component, 12345))).toBe('scriptMissing');
        }
    );

    it('is missing when it defines no agent', async () => {
        loadScript.mockImplementation(async () => {
            (window as { GLANCE?: unknown }).GLANCE = {
                Authorization: glance.script.Authorization,
                Presence: { Visitor: class {} }
            };
        });
        expect(await codeOfFailure(loadGlanceScript(component, 12345))).toBe('scriptMissing');
    });

    it('is missing when it cannot be fetched, and loaded once it can be', async () => {
        loadScript.mockRejectedValueOnce(new Error('404'));
        expect(await codeOfFailure(loadGlanceScript(component, 12345))).toBe('scriptMissing');
        expect(await codeOfFailure(loadGlanceScript(component, 12345))).toBeNull();
    });
});
