/** Names of values that never reach a log. */
const SECRET = /key|token|authorization|secret|password|headers|body/i;
/** A login key, wherever it stands in a text, also URL-encoded. */
const LOGIN_KEY = /(\$|%24)1(\$|%24)\d{10}(\$|%24)[A-Za-z0-9+/_%-]+/g;

/** Writes a line to the console, for `debug-mode`, with secrets masked. */
export function debug(what: string, data: unknown): void {
    console.info(`[Glance] ${what}`, JSON.stringify(data, masked));
}

function masked(name: string, value: unknown): unknown {
    if (SECRET.test(name) && name !== 'sessionKey' && value) {
        return '•••';
    }
    return typeof value === 'string' ? value.replace(LOGIN_KEY, '•••') : value;
}
