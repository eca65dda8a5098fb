import type { Clock } from './clock.ts';

/**
 * Which of Glance's scripts and manners a group gets.
 * `old`: agent script 6.3.1. `new`: 6.25.0. `newLoadBalanced`: 6.25.0, in a group whose settings say
 * `isPresenceLoadBalanced`. `new619`: 6.19.0, not load-balanced.
 */
export const MODES = ['old', 'new', 'newLoadBalanced', 'new619'] as const;

export type GlanceMode = (typeof MODES)[number];

/** One customer of Glance: what an admin sets up in Glance's portal. */
export interface GlanceGroup {
    /** Four to six digits; also called partner id. */
    readonly groupId: number;
    readonly apiKey: string;
    /** Origins whose pages may authorize and connect as agents, e.g. `http://localhost:4100`. */
    readonly agentOrigins: readonly string[];
    /** Agents provisioned in Glance. Anybody else is refused. */
    readonly partnerUserIds: readonly string[];
    /** Default `new`. `Glance.setMode` changes it while running. */
    readonly mode?: GlanceMode;
}

export interface GlanceOptions {
    /** Plain http and ws. 0 (default) takes any free port. */
    readonly port?: number;
    /** The same by https and wss. 0 (default) takes any free port. */
    readonly tlsPort?: number;
    readonly groups: readonly GlanceGroup[];
    readonly clock?: Clock;
    /** How long a session waits for its visitor's next page, in milliseconds. Default 15 seconds. */
    readonly sessionGraceMs?: number;
    /** Path of a file that is served as the agent script in place of the stand-in's. Read at each request. */
    readonly agentScriptFile?: string;
    /**
     * Folder of visitor scripts, texts, pages and styles of Glance's own; a file is served in place of the stand-in's by
     * its name. `GlanceCobrowseLoader_….js` is served as `CobrowseJS.ashx`.
     */
    readonly visitorScripts?: string;
}

/** Whether a value from outside names a mode. */
export function isMode(value: unknown): value is GlanceMode {
    return MODES.includes(value as GlanceMode);
}

/**
 * Checks what only a mistake in the caller can get wrong.
 * @throws {TypeError} naming the option.
 */
export function checkOptions({ groups }: GlanceOptions): void {
    if (groups.length === 0) {
        throw new TypeError('startGlance needs at least one group.');
    }
    for (const { groupId, apiKey, agentOrigins, mode } of groups) {
        if (!/^\d{4,6}$/.test(String(groupId))) {
            throw new TypeError(`A group id has four to six digits, not "${groupId}".`);
        }
        if (apiKey === '') {
            throw new TypeError(`Group ${groupId} has an empty API key.`);
        }
        for (const origin of agentOrigins) {
            if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
                throw new TypeError(`"${origin}" is not an origin such as http://localhost:4100.`);
            }
        }
        if (mode !== undefined && !isMode(mode)) {
            throw new TypeError(`"${mode}" is no mode; there are ${MODES.join(', ')}.`);
        }
    }
}

/** The group with this id; ids arrive as numbers and as text. */
export function findGroup(
    groups: readonly GlanceGroup[],
    groupId: unknown
): GlanceGroup | undefined {
    return groups.find((group) => String(group.groupId) === String(groupId));
}
