import type { Invocation, JoinRequest } from './state';

const SHOW_TERMS = 'GLANCE.Cobrowse.Visitor.showTerms';
const START_SESSION = 'GLANCE.Cobrowse.Visitor.startSession';
/** Ends the session from the visitor's page. */
export const STOP_SESSION = 'GLANCE.Cobrowse.Visitor.stopSession';

/** Where a page defines its custom functions. */
const CUSTOM = 'GLANCE_COBROWSE.Custom.';
/** Names that are surely meant for something else than the page's custom functions. */
const FOREIGN = /^(GLANCE(_COBROWSE)?$|(glance\w*|window|document|globalThis|self)\.)/i;
const NAME = /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/;

/**
 * The name under which a function of the visitor's page is invoked: `highlight` and `deep.er` are custom functions of
 * the page, names under `GLANCE.` and `GLANCE_COBROWSE.Custom.` stay as they are.
 * @returns `null` for every other name: the visitor's page would refuse it without telling anybody.
 */
export function functionName(name: string): string | null {
    const trimmed = name.trim();
    if (!NAME.test(trimmed)) {
        return null;
    }
    if (trimmed.startsWith('GLANCE.') || trimmed.startsWith(CUSTOM)) {
        return trimmed;
    }
    return FOREIGN.test(trimmed) ? null : CUSTOM + trimmed;
}

/**
 * What is invoked for one request, in order: the custom function before the terms or instead of them, then the terms,
 * or a start without terms.
 * @param again only what the visitor's page shows is sent once more, not the custom function.
 */
export function invitationCalls(
    request: JoinRequest,
    sessionKey: string,
    again: boolean
): Invocation[] {
    const { invocation, invokeWhen } = request;
    const custom = invocation && invokeWhen !== 'menu' && !again ? [invocation] : [];
    if (invocation && invokeWhen === 'instead') {
        return custom;
    }
    const start = {
        func: request.showTerms ? SHOW_TERMS : START_SESSION,
        args: { sessionKey }
    };
    return [...custom, start];
}
