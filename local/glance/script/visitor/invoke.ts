const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Runs the page's function with this name, such as `GLANCE.Cobrowse.Visitor.showTerms`, as a bare function. Names outside
 * `GLANCE` and `GLANCE_COBROWSE.Custom` and names of nothing end in the console of the page; the agent hears nothing.
 * The texts are those that were recorded (`vectors/wire/`).
 */
export function invoke(func: string, args: unknown): void {
    const path = func.split('.');
    const isOurs =
        path.length > 1 &&
        (path[0] === 'GLANCE' ||
            (path[0] === 'GLANCE_COBROWSE' && path[1] === 'Custom' && path.length > 2));
    if (!isOurs || path.some((part) => FORBIDDEN.has(part))) {
        console.error(`ERR_BADINVOKE:${path.slice(0, -1).join('.')}`);
        return;
    }
    let found: unknown = window;
    for (const part of path) {
        found = (found as Record<string, unknown>)[part];
        if (found === undefined || found === null) {
            console.error(`ERR_UNDEFINVOKE:${part}`);
            return;
        }
    }
    (found as (args: object) => void)({ ...(args ?? {}), remote: true });
}
