/** Three numbers, as in queries, `connect` messages and names of files. */
export const VERSION = '6.33.0';
/** `GLANCE.VERSION`, as recorded (`vectors/wire/`). */
export const BUILD = '6.33.0.1480702263';
/** The version as a number, for the start of a session. */
export const VERSION_NUMBER = 6_033_000;
