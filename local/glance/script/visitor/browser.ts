import type { PresenceData } from '../../wire.ts';

/** The order matters: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari. */
const BROWSERS: readonly (readonly [string, RegExp])[] = [
    ['edge', /Edg\/(\d+)/],
    ['opera', /OPR\/(\d+)/],
    ['firefox', /Firefox\/(\d+)/],
    ['chrome', /Chrome\/(\d+)/],
    ['safari', /Version\/(\d+).*Safari/]
];

const PLATFORMS: readonly (readonly [string, RegExp])[] = [
    ['ios', /iPhone|iPad/],
    ['android', /Android/],
    ['windows', /Windows/],
    ['mac', /Mac OS X/],
    ['linux', /Linux/]
];

/** What each presence record says without the page's doing. `browserver` is a number, the names are lower case. */
export function describeBrowser(): PresenceData {
    const { userAgent } = navigator;
    const [browser, pattern] = BROWSERS.find(([, each]) => each.test(userAgent)) ?? [
        'unknown',
        /$/
    ];
    const [platform] = PLATFORMS.find(([, each]) => each.test(userAgent)) ?? ['unknown'];
    const version = Number(pattern.exec(userAgent)?.[1] ?? 0);
    return { url: location.href, browser, browserver: version, platform };
}
