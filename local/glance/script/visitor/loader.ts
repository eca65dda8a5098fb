import { configuration, page } from '../agent/page.ts';
import { loadScript, whenPageIsRead, type Cobrowse, type LazyScript } from './cobrowse-page.ts';
import { followInputEvents } from './input-events.ts';
import { keptSession } from './session-store.ts';
import { BUILD, VERSION } from './version.ts';

/** `CobrowseJS.ashx` as a website includes it: little at first, the rest when it is needed (`wire.md` §8). */
const element =
    document.getElementById('glance-cobrowse') ?? document.getElementById('cobrowsescript');

if (!element?.hasAttribute('data-loaded')) {
    start();
}

function start(): void {
    if (!element?.getAttribute('data-groupid')) {
        throw new Error('GLANCE: #glance-cobrowse needs data-groupid.');
    }
    element.setAttribute('data-loaded', 'true');
    const { site, presence, collection } = configuration();
    if (site !== 'production' && site !== 'staging') {
        throw new Error(`GLANCE: data-site is production or staging, not ${site}.`);
    }
    const cobrowse = makeCobrowse(baseOf(element));
    const { load } = cobrowse.standIn;
    page.GLANCE = Object.assign(page.GLANCE ?? {}, {
        VERSION: BUILD,
        PATCH: 0,
        Lib: {},
        Cobrowse: cobrowse
    });
    if (keptSession()?.ver === BUILD) {
        void load('GlanceCobrowseVisitorUI');
        void load('GlanceCobrowseVisitor');
    }
    whenPageIsRead(() => {
        if (presence !== undefined && window === window.top) {
            void load('GlancePresenceVisitor');
        }
        if (collection !== undefined) {
            void load('GlanceSessionMetrics');
        }
        for (const button of document.querySelectorAll('[glance_button], [data-glancebutton]')) {
            button.addEventListener('click', () => cobrowse.Visitor.showTerms());
        }
        followInputEvents(() => cobrowse.Visitor.showTerms());
    });
}

/** The script's address between `//` and the last slash, without `/js`. A slash in its query breaks it, as in life. */
function baseOf(tag: Element): string {
    const { scriptserver } = configuration();
    const src = tag.getAttribute('src') ?? `//${scriptserver ?? 'www.glancecdn.net/cobrowse'}/`;
    return src.slice(src.indexOf('//') + 2, src.lastIndexOf('/')).replace(/\/js$/, '');
}

/** The functions that load what they need; the scripts so loaded put the real ones in their places. */
function makeCobrowse(base: string): Cobrowse {
    const listeners = new Map<string, Set<(detail?: unknown) => void>>();
    const loading = new Map<LazyScript, Promise<void>>();
    const load = (script: LazyScript): Promise<void> => {
        const known = loading.get(script);
        if (known) {
            return known;
        }
        const started = loadScript(`//${base}/js/${script}_${VERSION}M.js`);
        loading.set(script, started);
        started.catch(() => loading.delete(script));
        return started;
    };
    const byUi =
        (name: string) =>
        (...values: unknown[]): void => {
            void load('GlanceCobrowseVisitorUI').then(() => callLoaded(VisitorUI[name], values));
        };
    const uiFunctions = (): Record<string, unknown> => ({
        showButton: byUi('showButton'),
        toggleButton: byUi('toggleButton'),
        showTerms: byUi('showTerms'),
        setStyle: byUi('setStyle')
    });
    const byVisitor =
        (name: string) =>
        (...values: unknown[]): void => {
            void load('GlanceCobrowseVisitor').then(() => callLoaded(Visitor[name], values));
        };

    const VisitorUI: Cobrowse['VisitorUI'] = uiFunctions();
    const Visitor = {
        ...uiFunctions(),
        loaded: false,
        inSession: () => keptSession() !== null,
        addEventListener(type: string, listener?: (detail?: unknown) => void) {
            if (typeof listener === 'function') {
                listeners.set(type, (listeners.get(type) ?? new Set()).add(listener));
            }
        },
        removeEventListener(type: string, listener: (detail?: unknown) => void) {
            listeners.get(type)?.delete(listener);
        },
        startSession: byVisitor('startSession'),
        setStartParams: byVisitor('setStartParams')
    } as unknown as Cobrowse['Visitor'];

    const emit = (type: string, detail?: unknown): void => {
        for (const listener of listeners.get(type) ?? []) {
            try {
                listener(detail);
            } catch (error) {
                reportError(error);
            }
        }
    };
    return { Visitor, VisitorUI, standIn: { base, load, emit } };
}

function callLoaded(loaded: unknown, values: readonly unknown[]): void {
    (loaded as (...values: readonly unknown[]) => void)(...values);
}
