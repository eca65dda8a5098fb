import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { LoginKey } from './login-key.ts';

/** As `GlanceJoinController.lookUpSession` answers. */
export type SessionLookup = 'running' | 'waiting' | 'none' | 'unknown';

const PATH = '/services/SessionService.asmx/LookupPartnerSession2';
const TIMEOUT_MILLISECONDS = 10_000;

const parser = new XMLParser({
    removeNSPrefix: true,
    parseTagValue: false,
    ignoreDeclaration: true,
    ignoreAttributes: true
});

/**
 * Asks Glance whether there is a session with a key, as `GlanceSessionLookup.cls` does. Never throws.
 * @param glanceUrl origin of the stage's Glance
 */
export async function findSession(
    glanceUrl: string,
    { groupId, partnerUserId, loginKey }: LoginKey,
    sessionKey: string
): Promise<SessionLookup> {
    try {
        const response = await fetch(new URL(PATH, glanceUrl), {
            method: 'POST',
            body: new URLSearchParams({
                partnerid: String(groupId),
                partneruserid: partnerUserId,
                loginkey: loginKey,
                ssnkey: sessionKey
            }),
            // Apex follows no redirect of a POST.
            redirect: 'manual',
            signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS)
        });
        return response.status === 200 ? read(await response.text()) : 'unknown';
    } catch {
        return 'unknown';
    }
}

function read(body: string): SessionLookup {
    if (XMLValidator.validate(body) !== true) {
        return 'unknown';
    }
    const document: unknown = parser.parse(body);
    const id = textOf(document, 'id');
    if (!id) {
        return 'unknown';
    }
    if (id === '0') {
        return 'none';
    }
    return textOf(document, 'servername') ? 'running' : 'waiting';
}

/** The text of the first element of a name, at any depth; null without one. */
function textOf(element: unknown, name: string): string | null {
    if (typeof element !== 'object' || element === null) {
        return null;
    }
    for (const [key, value] of Object.entries(element)) {
        const found = key === name && typeof value === 'string' ? value : textOf(value, name);
        if (found !== null) {
            return found;
        }
    }
    return null;
}
