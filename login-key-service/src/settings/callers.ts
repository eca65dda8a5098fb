import { splitTokens } from '../callers/bearer-tokens.ts';
import type { Checks } from './checks.ts';
import { currentSecret } from './secret-source.ts';
import type { GroupSettings } from './settings.ts';

/** A credential decides which group's keys its owner gets, so no two groups may accept the same one. */
export function separateGroups(checks: Checks, groups: readonly GroupSettings[]): void {
    const name = 'GLANCE_GROUPS_FILE';
    if (hasDuplicate(groups.map((group) => group.groupId))) {
        checks.wrong(name, 'holds a group id twice. Keep one entry for each group.');
    }
    if (
        hasDuplicate(
            groups.flatMap((group) =>
                group.jwt ? [`${group.jwt.issuer}\n${group.jwt.audience}`] : []
            )
        )
    ) {
        checks.wrong(
            name,
            'holds two groups with the same JWT_ISSUER and JWT_AUDIENCE. Give each an audience of its own.'
        );
    }
    const tokens = groups.flatMap(({ bearerTokens }) =>
        bearerTokens ? splitTokens(currentSecret(bearerTokens)) : []
    );
    if (hasDuplicate(tokens)) {
        checks.wrong(name, 'holds two groups that share a bearer token. Give each its own.');
    }
}

function hasDuplicate(values: readonly unknown[]): boolean {
    return new Set(values).size < values.length;
}

/** Outside development mode, somebody must be able to prove who they are, in every group. */
export function requireCallers(checks: Checks, groups: readonly GroupSettings[]): void {
    for (const group of groups) {
        if (
            group.jwt === undefined &&
            group.bearerTokens === undefined &&
            checks.problems.length === 0
        ) {
            checks.wrong(
                `Group ${group.groupId}`,
                'has nobody who may ask for keys. Set JWT_JWKS_URL or JWT_PUBLIC_KEY_FILE (with JWT_ISSUER and JWT_AUDIENCE), ' +
                    'or BEARER_TOKENS.'
            );
        }
    }
}
