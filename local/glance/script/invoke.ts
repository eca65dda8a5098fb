const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Runs the page's function with this name, e.g. `GLANCE.Cobrowse.Visitor.showTerms`.
 * Names outside Glance's namespaces and names of nothing are passed over; the agent hears nothing of it.
 */
export function invoke(func: string, args: unknown): void {
    const path = func.split('.');
    const isOurs = path[0] === 'GLANCE' || path[0] === 'GLANCE_COBROWSE';
    if (!isOurs || path.length < 2 || path.some((part) => FORBIDDEN.has(part))) {
        console.warn(`GLANCE: an agent may not call ${func}.`);
        return;
    }
    let owner: unknown;
    let found: unknown = window;
    for (const part of path) {
        owner = found;
        found = (found as Record<string, unknown> | null | undefined)?.[part];
    }
    if (typeof found !== 'function') {
        console.warn(`GLANCE: this page has no function ${func}.`);
        return;
    }
    found.call(owner, args);
}
