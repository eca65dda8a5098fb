import type { Clock } from './clock.ts';

/** One customer of Glance: what an admin sets up in Glance's portal. */
export interface GlanceGroup {
    /** Four to six digits; also called partner id. */
    readonly groupId: number;
    readonly apiKey: string;
    /** Origins whose pages may authorize and connect as agents, e.g. `http://localhost:4100`. */
    readonly agentOrigins: readonly string[];
    /** Agents provisioned in Glance. Anybody else is refused. */
    readonly partnerUserIds: readonly string[];
}

export interface GlanceOptions {
    /** 0 (default) takes any free port. */
    readonly port?: number;
    readonly groups: readonly GlanceGroup[];
    readonly clock?: Clock;
    /** How long a session waits for its visitor's next page, in milliseconds. Default 15 seconds. */
    readonly sessionGraceMs?: number;
}

/**
 * Checks what only a mistake in the caller can get wrong.
 * @throws {TypeError} naming the option.
 */
export function checkOptions({ groups }: GlanceOptions): void {
    if (groups.length === 0) {
        throw new TypeError('startGlance needs at least one group.');
    }
    for (const { groupId, apiKey, agentOrigins } of groups) {
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
    }
}

/** The group with this id; ids arrive as numbers and as text. */
export function findGroup(
    groups: readonly GlanceGroup[],
    groupId: unknown
): GlanceGroup | undefined {
    return groups.find((group) => String(group.groupId) === String(groupId));
}
