import { configuration, httpUrl } from '../agent/page.ts';
import { addressOf, cobrowse, loadScript, whenPageIsRead } from './cobrowse-page.ts';
import { uiRoot } from './ui-root.ts';
import { BUILD, VERSION } from './version.ts';

interface UiSettings {
    readonly widgetstyle: string;
    readonly settingsparentgroupid: number | string;
    readonly custver: number | string;
    readonly languages: readonly string[];
    readonly defaultlanguage: string;
    readonly customizedlanguages: readonly string[];
    readonly companyname: string;
    readonly docsharetermsurl: string;
}

/** What the visitor sees, with its texts filled in. */
export interface UiAssets {
    readonly texts: Readonly<Record<string, string>>;
    /** A new copy of a part of the page that was loaded. @throws when there is no such part. */
    part(name: string): HTMLElement;
}

/**
 * Loads all that is needed before the visitor can be asked: settings, then page, texts, styles and video scripts at once
 * (`wire.md` §9). That takes a second or more in life.
 * @throws when any of it can't be had
 */
export async function loadUiAssets(): Promise<UiAssets> {
    await new Promise<void>(whenPageIsRead);
    const { base } = cobrowse().standIn;
    const { ws, groupid, site } = configuration();
    const settings = (await fetchJson(
        httpUrl(
            ws,
            `/api/CobrowseSettings/VisitorUISettings?groupid=${groupid}&site=${site}&ver=${BUILD}`
        )
    )) as UiSettings;
    // Both must be texts, or nothing more happens.
    const companyName = settings.companyname.trim();
    settings.docsharetermsurl.trim();
    const suffix = site === 'staging' ? 'S' : 'P';
    const skin = `CustomSkin_${settings.settingsparentgroupid}_${suffix}`;
    const [html, texts] = await Promise.all([
        fetchText(addressOf(`${base}/html/visitor-${settings.widgetstyle}-${VERSION}.html`)),
        fetchTexts(base, settings, suffix),
        loadStyle(addressOf(`${base}/styles/Cobrowse_${VERSION}.css`)),
        loadStyle(addressOf(`${base}/customstyles/${skin}.css?gv=4&v=${settings.custver}`)),
        loadVideoScripts(base)
    ]);
    const parts = document.createElement('template');
    parts.innerHTML = html;
    const filled: Readonly<Record<string, string>> = { ...texts, company: companyName };
    return {
        texts: filled,
        part(name) {
            const found = parts.content.querySelector(`[data-part="${name}"]`);
            if (!found) {
                throw new Error(`GLANCE: the page of the controls has no part ${name}.`);
            }
            const copy = found.cloneNode(true) as HTMLElement;
            for (const element of copy.querySelectorAll<HTMLElement>('[data-text]')) {
                element.textContent = filled[element.dataset['text'] ?? ''] ?? '';
            }
            return copy;
        }
    };
}

async function fetchTexts(
    base: string,
    settings: UiSettings,
    suffix: string
): Promise<Record<string, string>> {
    const { languages, defaultlanguage, customizedlanguages, custver } = settings;
    const spoken = navigator.languages.map((language) => language.split('-')[0] ?? '');
    const language = spoken.find((each) => languages.includes(each)) ?? defaultlanguage;
    const standard = fetchJson(addressOf(`${base}/text/VisitorText_${language}_${VERSION}.json`));
    if (!customizedlanguages.includes(language)) {
        return (await standard) as Record<string, string>;
    }
    const group = settings.settingsparentgroupid;
    const own = fetchJson(
        addressOf(
            `${base}/text/${group}/VisitorText_${group}_${language}_${suffix}.json?v=${custver}`
        )
    );
    return Object.assign({}, await standard, await own);
}

async function loadVideoScripts(base: string): Promise<void> {
    const video = base.replace(/cobrowse$/, 'video');
    await Promise.all(
        ['browserCap', 'GlanceVideoSource'].map((name) =>
            loadScript(`//${video}/source/js/${name}_${VERSION}M.js`)
        )
    );
}

function loadStyle(href: string): Promise<void> {
    return new Promise((resolve, reject) => {
        const link = document.createElement('link');
        link.rel = 'stylesheet';
        link.href = href;
        link.onload = () => resolve();
        link.onerror = () => reject(new Error(`GLANCE: ${href} can't be loaded.`));
        uiRoot().append(link);
    });
}

async function fetchJson(url: string): Promise<unknown> {
    return JSON.parse(await fetchText(url));
}

async function fetchText(url: string): Promise<string> {
    const response = await fetch(url);
    if (!response.ok) {
        throw new Error(`GLANCE: ${url} answered ${response.status}.`);
    }
    return response.text();
}
