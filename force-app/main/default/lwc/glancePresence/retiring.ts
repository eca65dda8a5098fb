import type { AgentHandlers, ScriptAgent } from './glanceScript';

/** When a retired object is disconnected again, in milliseconds after the first time. */
const AGAIN_MS = [6_000];
/** The same for one whose connection may still be under way: a slow server lets it open a socket much later. */
const LONGEST_MS = 120_000;
const AGAIN_IF_CONNECTING_MS = [6_000, 30_000, LONGEST_MS];

const nothing = (): void => undefined;

let waiting: { readonly agent: ScriptAgent; readonly at: number }[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Ends an agent object for good. `disconnect` alone doesn't: look-ups under way open a socket after it, and objects of
 * load-balanced groups always come back. What does, in all versions seen: an own `connect` that does nothing,
 * `disconnect`, and once more some seconds later.
 * @param connecting whether a socket may still be on its way.
 */
export function retire(agent: ScriptAgent, connecting: boolean): void {
    const again = connecting ? AGAIN_IF_CONNECTING_MS : AGAIN_MS;
    // Whatever it still tells, it tells over a socket that should be closed.
    Object.assign(
        agent,
        silentHandlers(() => disconnect(agent)),
        { connect: nothing }
    );
    disconnect(agent);
    waiting.push(...again.map((delay) => ({ agent, at: Date.now() + delay })));
    wake();
}

function silentHandlers(handler: () => void): AgentHandlers {
    return {
        onconnected: handler,
        onclose: nothing,
        onvisitorconn: handler,
        onvisibility: handler,
        onpresence: handler,
        onterms: handler,
        onvisitorsessionstart: handler,
        onvisitorsessionend: handler,
        onvisitorerror: handler,
        onerror: nothing
    };
}

function disconnect(agent: ScriptAgent): void {
    try {
        agent.disconnect?.();
    } catch {
        // It is given up in any case.
    }
}

/** One timer for all, however many there are. */
function wake(): void {
    clearTimeout(timer);
    if (waiting.length > 0) {
        const next = Math.min(...waiting.map(({ at }) => at));
        // After the clock was set back, nothing waits longer than at first.
        timer = setTimeout(disconnectDue, Math.min(LONGEST_MS, Math.max(0, next - Date.now())));
    }
}

function disconnectDue(): void {
    const now = Date.now();
    const due = waiting.filter(({ at }) => at <= now);
    waiting = waiting.filter(({ at }) => at > now);
    due.forEach(({ agent }) => disconnect(agent));
    wake();
}
