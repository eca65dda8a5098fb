import { configElement, httpUrl, pageGroupId, scriptHost } from './page.ts';

interface AuthorizeParameters {
    readonly webserver?: string;
    readonly service?: string;
    readonly groupid?: string | number;
    readonly credentials?: {
        readonly partnerid?: string | number;
        readonly partneruserid?: string;
        readonly loginkey?: string;
    };
    readonly duration?: string | number;
    readonly onsuccess?: () => void;
    readonly onfail?: (reason: string) => void;
}

let currentToken: string | null = null;

/** The token in use: set, got by authorizing, or named by the page's `data-authtoken`. */
export function token(): string | null {
    return currentToken ?? configElement()?.getAttribute('data-authtoken') ?? null;
}

/** `GLANCE.Authorization.setToken`: a token got elsewhere. */
export function setToken(value: string): void {
    currentToken = value;
}

/** `GLANCE.Authorization.authorize`: proves who the agent is and keeps the token for all agents of the page. */
export function authorize(parameters: AuthorizeParameters): void {
    void request(parameters).then(({ token: received, reason }) => {
        if (received === undefined) {
            parameters.onfail?.(reason ?? 'The authorization service failed.');
            return;
        }
        currentToken = received;
        parameters.onsuccess?.();
    });
}

async function request(
    parameters: AuthorizeParameters
): Promise<{ token?: string; reason?: string }> {
    const query = new URLSearchParams();
    const groupId = parameters.groupid ?? pageGroupId();
    for (const [name, value] of Object.entries({
        groupid: groupId,
        service: parameters.service,
        duration: parameters.duration
    })) {
        if (value !== undefined && value !== null) {
            query.set(name, String(value));
        }
    }
    const { partnerid, partneruserid, loginkey } = parameters.credentials ?? {};
    const host = parameters.webserver || scriptHost;
    try {
        const response = await fetch(httpUrl(host, `/internal/authorize?${query}`), {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ partnerid, partneruserid, loginkey })
        });
        return (await response.json()) as { token?: string; reason?: string };
    } catch {
        return { reason: 'The authorization service could not be reached.' };
    }
}
