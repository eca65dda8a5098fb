import type { PresenceData } from '../wire.ts';

/** The order matters: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari. */
const BROWSERS: readonly (readonly [string, RegExp])[] = [
    ['Edge', /Edg\/([\d.]+)/],
    ['Opera', /OPR\/([\d.]+)/],
    ['Firefox', /Firefox\/([\d.]+)/],
    ['Chrome', /Chrome\/([\d.]+)/],
    ['Safari', /Version\/([\d.]+).*Safari/]
];

const PLATFORMS: readonly (readonly [string, RegExp])[] = [
    ['iOS', /iPhone|iPad/],
    ['Android', /Android/],
    ['Windows', /Windows/],
    ['Mac', /Mac OS X/],
    ['Linux', /Linux/]
];

/** What each presence record says without the page's doing: `url`, `browser`, `browserver`, `platform`. */
export function describeBrowser(): PresenceData {
    const agent = navigator.userAgent;
    const [browser] = BROWSERS.find(([, pattern]) => pattern.test(agent)) ?? ['Unknown'];
    const version = BROWSERS.map(([, pattern]) => pattern.exec(agent)?.[1]).find(Boolean) ?? '';
    const [platform] = PLATFORMS.find(([, pattern]) => pattern.test(agent)) ?? ['Unknown'];
    return { url: location.href, browser, browserver: version.split('.')[0] ?? '', platform };
}
