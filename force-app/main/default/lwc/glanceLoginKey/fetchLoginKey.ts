import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import { GlanceError, codeOf } from 'c/glanceErrors';
import { lifeOf, lifeOfReady } from './lifeOf';
import { expiryIn, readLoginKey } from './readLoginKey';
import type { LoginKeyAnswer } from './readLoginKey';
import type { LoginKey, LoginKeySource, ReadySource, UrlSource } from './types';

const ANSWER_LIMIT_MS = 20_000;

async function fetchFromUrl(source: UrlSource): Promise<LoginKey> {
    const asked = Date.now();
    let response: Response;
    try {
        response = await fetch(addressOf(source), {
            method: 'POST',
            headers: { ...source.authHeaders, Accept: 'application/json' },
            body: new URLSearchParams({ ...source.authBody, partneruserid: source.partnerUserId }),
            cache: 'no-store',
            signal: AbortSignal.timeout(ANSWER_LIMIT_MS)
        });
    } catch {
        throw new GlanceError('loginKeyServiceUnreachable');
    }
    if (response.status === 401 || response.status === 403) {
        throw new GlanceError('loginKeyRefused');
    }
    if (!response.ok) {
        throw new GlanceError('loginKeyServiceUnreachable');
    }
    const answer = readLoginKey(await response.json().catch(() => null), source.partnerUserId);
    return withExpiry(answer, clockOf(response), asked);
}

/** The server's time, in milliseconds since the epoch; `null` when it sends none, or lets no other origin read it. */
function clockOf({ headers }: Response): number | null {
    const time = Date.parse(headers.get('Date') ?? '');
    return Number.isNaN(time) ? null : time;
}

/** @param asked when the key was asked for: its life counts from there, however wrong this computer's clock is. */
function withExpiry(answer: LoginKeyAnswer, makersNow: number | null, asked: number): LoginKey {
    const { loginKey, groupId, partnerUserId } = answer;
    const expiresAt = asked + lifeOf(answer, makersNow, asked);
    return { loginKey, groupId, partnerUserId, expiresAt };
}

/** Glance's own example reads the agent's id from the query, other endpoints from the form: it is sent in both. */
function addressOf({ authUrl, partnerUserId }: UrlSource): string {
    const address = new URL(authUrl, window.location.href);
    address.searchParams.set('partneruserid', partnerUserId);
    return address.href;
}

async function fetchFromOrg(settingsName: string): Promise<LoginKey> {
    const asked = Date.now();
    let answer: unknown;
    try {
        answer = await getLoginKey({ settingsName });
    } catch (thrown) {
        throw new GlanceError(codeOf(thrown, 'orgUnavailable'));
    }
    return withExpiry(readLoginKey(answer, null), null, asked);
}

function readReady({ loginKey, groupId, partnerUserId }: ReadySource): LoginKey {
    const expiry = expiryIn(loginKey);
    if (expiry === null) {
        throw new GlanceError('loginKeyPropertyInvalid');
    }
    const now = Date.now();
    return { loginKey, groupId, partnerUserId, expiresAt: now + lifeOfReady(expiry, now) };
}

/**
 * A new login key from its source.
 * @throws {GlanceError} `loginKeyRefused`, `loginKeyServiceUnreachable`, `loginKeyInvalid`, `loginKeyPropertyInvalid`, or a
 * code sent by Apex.
 */
export async function fetchLoginKey(source: LoginKeySource): Promise<LoginKey> {
    switch (source.type) {
        case 'org':
            return fetchFromOrg(source.settingsName);
        case 'url':
            return fetchFromUrl(source);
        case 'ready':
            return readReady(source);
    }
}
