/**
 * The server puts the version in for the mark, so that one bundle plays every generation. Joined, since the bundler
 * would otherwise decide here and now which generation it is, and drop the rest.
 */
const SERVED = ['__GLANCE_STANDIN_VERSION__'].join('');

/** Version → `GLANCE.VERSION`, as recorded (`vectors/wire/`). */
const BUILDS: Readonly<Record<string, string>> = {
    '6.3.1': '6.3.1.0',
    '6.19.0': '6.19.0.1197459447',
    '6.25.0': '6.25.0.1303007859'
};

/** Three numbers, as in queries and `connect` messages. */
export const VERSION = SERVED in BUILDS ? SERVED : '6.25.0';
export const BUILD = BUILDS[VERSION];

/** The generation that knows nothing of load balancing, and is not wrapped in a function. */
export const IS_OLD = VERSION === '6.3.1';
/** 6.19 calls `onvisitorconn` without looking whether it is there. */
export const LOOKS_FOR_HANDLERS = VERSION !== '6.19.0';
/** Only 6.25 counts its reconnections from the start again once one has worked. */
export const FORGETS_FAILURES = VERSION === '6.25.0';
