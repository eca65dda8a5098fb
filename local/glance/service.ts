import { randomUUID } from 'node:crypto';
import { systemClock, type Clock } from './clock.ts';
import { createSwitchboard, type Switchboard } from './misbehaviour.ts';
import {
    findGroup,
    isMode,
    MODES,
    type GlanceGroup,
    type GlanceMode,
    type GlanceOptions
} from './options.ts';
import { PresenceHub } from './presence-hub.ts';
import { SessionHub } from './session-hub.ts';
import { serverCommands } from './server-commands.ts';
import { noTraffic, type TrafficCounts } from './traffic.ts';

const SESSION_GRACE_MS = 15_000;
const FIRST_UNIQUE_ID = 1000;

/** What every part of the stand-in works on. */
export interface GlanceService {
    readonly groups: readonly GlanceGroup[];
    /** By group id. */
    readonly modes: Map<number, GlanceMode>;
    readonly clock: Clock;
    readonly presence: PresenceHub;
    readonly sessions: SessionHub;
    readonly switchboard: Switchboard;
    readonly traffic: TrafficCounts;
    readonly invitations: Invitation[];
    readonly scripts: Pick<GlanceOptions, 'agentScriptFile' | 'visitorScripts'>;
    /** A number for a visitor whom the website doesn't know, each time another. */
    nextUniqueId(): number;
    /** Agents' tokens of another epoch are worth nothing. A restart begins with the first one again. */
    tokenEpoch: string;
}

/** An invitation by SMS that would have gone out. */
export interface Invitation {
    readonly groupId: number;
    readonly smsPhone: string;
    readonly sessionKey: string;
    readonly invitationText: string;
    readonly sessionParams: unknown;
}

export function createService(options: GlanceOptions): GlanceService {
    const clock = options.clock ?? systemClock;
    const presence: PresenceHub = new PresenceHub(clock, () => service.switchboard.get());
    const sessions = new SessionHub(clock, options.sessionGraceMs ?? SESSION_GRACE_MS);
    let uniqueId = FIRST_UNIQUE_ID;
    const service: GlanceService = {
        groups: options.groups,
        modes: new Map(options.groups.map(({ groupId, mode = 'new' }) => [groupId, mode])),
        clock,
        presence,
        sessions,
        switchboard: createSwitchboard(
            serverCommands(presence, sessions, () => {
                service.tokenEpoch = randomUUID();
            })
        ),
        traffic: noTraffic(),
        invitations: [],
        scripts: options,
        nextUniqueId: () => (uniqueId += 1),
        tokenEpoch: ''
    };
    return service;
}

/** Whether the group's settings send everybody to one load-balanced host. */
export function isLoadBalanced({ modes }: GlanceService, groupId: number): boolean {
    return modes.get(groupId) === 'newLoadBalanced';
}

/** @throws {TypeError} when there is no such group or mode */
export function setMode({ groups, modes }: GlanceService, groupId: unknown, mode: unknown): void {
    const group = findGroup(groups, groupId);
    if (!group) {
        throw new TypeError(`There is no group ${String(groupId)}.`);
    }
    if (!isMode(mode)) {
        throw new TypeError(`"${String(mode)}" is no mode; there are ${MODES.join(', ')}.`);
    }
    modes.set(group.groupId, mode);
}
