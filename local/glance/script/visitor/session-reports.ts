import { configuration, httpUrl } from '../agent/page.ts';
import type { SessionError } from './start-session.ts';
import type { StoredSession } from './session-store.ts';

/** Tells the session server what happened, for Glance's staff. Nothing depends on it. */
export function report(
    { server, tok, ssnid }: StoredSession,
    level: 'INTERESTING' | 'ABNORMAL',
    msg: string
): void {
    const url = httpUrl(server, '/visitor/LG');
    const headers = { Authorization: `Bearer ${tok}`, 'Content-Type': 'application/json' };
    const body = JSON.stringify({ ssnid, level, msg });
    fetch(url, { method: 'POST', headers, body }).catch(() => undefined);
}

/** The same for an error, at the web server. */
export function reportError({ callId, ssnid }: StoredSession, error: SessionError): void {
    const body = new URLSearchParams({
        callid: String(callId),
        ssnid,
        client_num: '0',
        message: `${new Date().toISOString()} ${error.message}`
    });
    const url = httpUrl(configuration().ws, '/services/InternalService.asmx/ViewerError2');
    fetch(url, { method: 'POST', body }).catch(() => undefined);
}
