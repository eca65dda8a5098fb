import type { Checks } from './checks.ts';
import type { GroupSettings } from './settings.ts';

/** A credential decides which group's keys its owner gets, so no two groups may accept the same one. */
export function separateGroups(checks: Checks, groups: readonly GroupSettings[]): void {
    const name = 'GLANCE_GROUPS_FILE';
    if (hasDuplicate(groups.map((group) => group.groupId))) {
        checks.wrong(name, 'holds a group id twice. Keep one entry for each group.');
    }
    const addressees = groups.flatMap(({ jwt }) => (jwt ? [`${jwt.issuer}\n${jwt.audience}`] : []));
    if (hasDuplicate(addressees)) {
        checks.wrong(
            name,
            'holds two groups with the same JWT_ISSUER and JWT_AUDIENCE. Give each an audience of its own.'
        );
    }
    const tokens = groups.flatMap(({ tokenDigests = [] }) =>
        tokenDigests.map((digest) => digest.toString('hex'))
    );
    if (hasDuplicate(tokens)) {
        checks.wrong(name, 'holds two groups that share a bearer token. Give each its own.');
    }
    // What is signed is group id and partner user id without anything in between: with one API key, "5x" of group
    // 1234 and "x" of group 12345 would have the same key.
    const apiKeys = groups.map(({ apiKey }) => apiKey.export().toString('hex'));
    if (hasDuplicate(apiKeys)) {
        checks.wrong(name, 'holds two groups with the same API key. Give each its own.');
    }
}

/** Outside development mode, somebody must be able to prove who they are, in every group. */
export function requireCallers(checks: Checks, groups: readonly GroupSettings[]): void {
    if (checks.problems.length > 0) return;
    for (const group of groups) {
        if (group.jwt === undefined && group.tokenDigests === undefined) {
            checks.wrong(
                `Group ${group.groupId}`,
                'has nobody who may ask for keys. Set JWT_JWKS_URL or JWT_PUBLIC_KEY_FILE (with JWT_ISSUER and JWT_AUDIENCE), ' +
                    'or BEARER_TOKENS.'
            );
        }
    }
}

function hasDuplicate(values: readonly unknown[]): boolean {
    return new Set(values).size < values.length;
}
