import type { AgentClaims } from './agent-token.ts';
import type { GlanceService } from './service.ts';
import type { VisitorMessage } from './wire.ts';

/** Both show the terms. Source: Glance's agent scripts and its documentation. */
const SHOW_TERMS = new Set([
    'GLANCE.Cobrowse.Visitor.showTerms',
    'GLANCE.Cobrowse.VisitorUI.showTerms'
]);

/** An invocation or a signal, as far as the server reads it; null when it is neither. */
export function readVisitorMessage(body: unknown): VisitorMessage | null {
    const { mtype, data } = (body ?? {}) as { mtype?: unknown; data?: { func?: unknown } };
    if (mtype === 'signal') {
        return { mtype, data };
    }
    if (mtype === 'invoke' && typeof data?.func === 'string') {
        return { mtype, data: { ...data, func: data.func } };
    }
    return null;
}

/**
 * Sends a visitor what an agent has for them, as far as the switches let it through.
 * @returns false: nobody is there to receive it
 */
export function sendToVisitor(
    service: GlanceService,
    { groupId, partnerUserId }: AgentClaims,
    visitorId: string,
    message: VisitorMessage
): boolean {
    const { presence, switchboard, traffic } = service;
    traffic[message.mtype === 'invoke' ? 'invokes' : 'signals'] += 1;
    const { autoDecline, neverShowTerms } = switchboard.get();
    const asksForTerms = message.mtype === 'invoke' && SHOW_TERMS.has(message.data.func);
    if (!asksForTerms || (!autoDecline && !neverShowTerms)) {
        return presence.deliver(groupId, visitorId, message, partnerUserId);
    }
    if (!presence.canReceive(groupId, visitorId)) {
        return false;
    }
    if (!neverShowTerms) {
        for (const status of ['displayed', 'declined'] as const) {
            presence.tellAgents(groupId, visitorId, { type: 'terms', data: { status } });
        }
    }
    return true;
}
