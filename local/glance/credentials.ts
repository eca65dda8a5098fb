import { Refusal } from './http-errors.ts';
import { isValidLoginKey } from './login-key.ts';
import { findGroup, type GlanceGroup } from './options.ts';
import type { GlanceService } from './service.ts';

export interface Credentials {
    readonly partnerid?: unknown;
    readonly partneruserid?: unknown;
    readonly loginkey?: unknown;
}

/**
 * The group and agent that the credentials prove.
 * @throws {Refusal} 401 (or what the switch says); a wrong key and an expired one are not told apart.
 */
export function authenticate(
    service: GlanceService,
    { partnerid, partneruserid, loginkey }: Credentials
): { group: GlanceGroup; partnerUserId: string } {
    const { expiredKeyStatus, expireLoginKeys } = service.switchboard.get();
    const group = findGroup(service.groups, partnerid);
    if (!group) {
        throw new Refusal(401, 'The partner id is not valid.');
    }
    const partnerUserId = String(partneruserid ?? '');
    const owner = { partnerId: String(partnerid), partnerUserId, apiKey: group.apiKey };
    const isValid = isValidLoginKey(String(loginkey ?? ''), owner, service.clock.now());
    if (!isValid || expireLoginKeys) {
        throw new Refusal(expiredKeyStatus, 'The login key is not valid.');
    }
    if (!group.partnerUserIds.includes(partnerUserId)) {
        throw new Refusal(401, 'The partner user id was not found or is not valid.');
    }
    return { group, partnerUserId };
}

/** The same from a form or a query, whose names may have any case; null when they prove nothing. */
export function authenticateForm(
    service: GlanceService,
    form: Readonly<Record<string, string>>
): { group: GlanceGroup; partnerUserId: string } | null {
    try {
        return authenticate(service, {
            ...form,
            // Samples put keys of standard base64 into the address as they are, where "+" means a space.
            loginkey: form['loginkey']?.replaceAll(' ', '+')
        });
    } catch {
        return null;
    }
}

/** ASP.NET does not mind the case of parameter names; of repeated ones the last counts here. */
export function ignoringCase(query: unknown): Record<string, string> {
    const entries = Object.entries((query ?? {}) as Record<string, string | string[]>);
    return Object.fromEntries(
        entries.map(([name, value]) => [name.toLowerCase(), [value].flat().at(-1) ?? ''])
    );
}
