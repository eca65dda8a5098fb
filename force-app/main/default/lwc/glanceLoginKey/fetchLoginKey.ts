import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import { GlanceError, codeOf } from 'c/glanceErrors';
import { expiryOf, readLoginKey } from './readLoginKey';
import type { LoginKey, LoginKeySource, UrlSource } from './types';

const ANSWER_LIMIT_MS = 20_000;

async function fetchFromUrl(source: UrlSource): Promise<LoginKey> {
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
    return readLoginKey(await response.json().catch(() => null), source.partnerUserId);
}

/** Glance's own example reads the agent's id from the query, other endpoints from the form: it is sent in both. */
function addressOf({ authUrl, partnerUserId }: UrlSource): string {
    const address = new URL(authUrl, window.location.href);
    address.searchParams.set('partneruserid', partnerUserId);
    return address.href;
}

async function fetchFromOrg(settingsName: string): Promise<LoginKey> {
    let answer: unknown;
    try {
        answer = await getLoginKey({ settingsName });
    } catch (thrown) {
        throw new GlanceError(codeOf(thrown, 'orgUnavailable'));
    }
    return readLoginKey(answer, null);
}

/**
 * A new login key from its source.
 * @throws {GlanceError} `loginKeyRefused`, `loginKeyServiceUnreachable`, `loginKeyInvalid`, or a code sent by Apex.
 */
export async function fetchLoginKey(source: LoginKeySource): Promise<LoginKey> {
    switch (source.type) {
        case 'org':
            return fetchFromOrg(source.settingsName);
        case 'url':
            return fetchFromUrl(source);
        case 'ready':
            return { ...source, expiresAt: expiryOf(source.loginKey) };
    }
}
