import type { Clock } from './clock.ts';
import { createSwitchboard, type Switchboard } from './misbehaviour.ts';
import type { GlanceGroup, GlanceOptions } from './options.ts';
import { PresenceHub } from './presence-hub.ts';
import { SessionHub } from './session-hub.ts';
import { systemClock } from './clock.ts';
import { noTraffic, type TrafficCounts } from './traffic.ts';

const SESSION_GRACE_MS = 15_000;

/** What every part of the stand-in works on. */
export interface GlanceService {
    readonly groups: readonly GlanceGroup[];
    readonly clock: Clock;
    readonly presence: PresenceHub;
    readonly sessions: SessionHub;
    readonly switchboard: Switchboard;
    readonly traffic: TrafficCounts;
}

export function createService(options: GlanceOptions): GlanceService {
    const clock = options.clock ?? systemClock;
    const presence = new PresenceHub(clock);
    const switchboard = createSwitchboard({
        dropAgentConnections: () => presence.dropAgents(),
        dropVisitorConnections: () => presence.dropVisitors()
    });
    const sessions = new SessionHub(
        clock,
        presence,
        options.sessionGraceMs ?? SESSION_GRACE_MS,
        () => switchboard.get().repeatSessionStart
    );
    return { groups: options.groups, clock, presence, sessions, switchboard, traffic: noTraffic() };
}
