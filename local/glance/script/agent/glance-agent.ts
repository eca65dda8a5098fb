import { authorize } from './authorization.ts';
import { configuration, log } from './page.ts';
import { Agent } from './presence-agent.ts';

/**
 * `GLANCE.Agent` of the newer files, as far as `wire.md` §10 tells. The button doesn't use it: it is here for what it
 * does to a page by merely being there, and for how it treats credentials.
 */

interface Credentials {
    readonly partnerid: string | number;
    readonly partneruserid: string;
    readonly loginkey: string;
}

const ATTEMPTS = 12;
/** Milliseconds. */
const FIRST_WAIT = 3_000;
const NEXT_WAIT = 5_000;

let credentials: Credentials | undefined;
let presence: Agent | undefined;

export const GlanceAgent = {
    webserver: 'https://www.glance.net',
    postParametersToViewer: true,

    authenticate(given: Credentials): void {
        credentials = given;
    },

    /** The session with this key, waited for up to a minute; null when there is none. */
    lookupSession(sessionKey: string): Promise<Document | null> {
        return ask('LookupPartnerSession2', sessionKey);
    },

    /** @see lookupSession */
    inSession(sessionKey: string): Promise<Document | null> {
        return ask('AgentInSession', sessionKey);
    },

    /** Resolves once the visitor is there: never, where nobody tells so. Logs the credentials, login key and all. */
    presenceConnect(visitorid: string): Promise<void> {
        const { ws, groupid } = configuration();
        log('presenceConnect', visitorid, credentials);
        return new Promise((resolve, reject) =>
            authorize({
                ws,
                service: 'presence',
                groupid: (groupid ?? credentials?.partnerid) as string,
                credentials: { ...credentials },
                duration: 120,
                onfail: reject,
                onsuccess: () => {
                    presence = new Agent({ ws, groupid, visitorid });
                    presence.onvisitorconn = () => resolve();
                    presence.connect();
                }
            })
        );
    },

    presenceStartSession(args: object = {}): void {
        presence?.invokeVisitor({ func: 'GLANCE.Cobrowse.VisitorUI.showTerms', args });
    },

    /** Opens the viewer, by a form that posts or by an address that says everything. */
    startViewer(sessionKey: string, options: Readonly<Record<string, string>> = {}): void {
        const form = document.createElement('form');
        form.method = GlanceAgent.postParametersToViewer ? 'POST' : 'GET';
        form.action = `${GlanceAgent.webserver}/agentjoin/AgentView.aspx`;
        form.target = '_blank';
        const fields = { WAIT: 1, ...credentials, sessionkey: sessionKey, ...options };
        for (const [name, value] of Object.entries(fields)) {
            const field = document.createElement('input');
            field.type = 'hidden';
            field.name = name.toUpperCase();
            field.value = String(value);
            form.append(field);
        }
        document.body.append(form);
        form.submit();
        form.remove();
    }
};

/** Listens to the page's messages, and throws for those whose data is null. */
export function listenToMessages(): void {
    window.addEventListener('message', ({ data }: MessageEvent<{ glanceEvent?: unknown }>) => {
        if (data.glanceEvent) {
            log('event', data.glanceEvent);
        }
    });
}

async function ask(method: string, ssnkey: string): Promise<Document | null> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        if (attempt > 0) {
            const wait = attempt === 1 ? FIRST_WAIT : NEXT_WAIT;
            await new Promise((resolve) => setTimeout(resolve, wait));
        }
        const { partnerid, partneruserid, loginkey } = credentials ?? {};
        const response = await fetch(
            `${GlanceAgent.webserver}/services/SessionService.asmx/${method}`,
            {
                method: 'POST',
                body: new URLSearchParams({
                    partnerid: String(partnerid),
                    partneruserid: String(partneruserid),
                    loginkey: String(loginkey),
                    ssnkey
                })
            }
        );
        const session = new DOMParser().parseFromString(await response.text(), 'text/xml');
        const id = session.querySelector('id')?.textContent;
        if (id && id !== '0') {
            return session;
        }
    }
    return null;
}
