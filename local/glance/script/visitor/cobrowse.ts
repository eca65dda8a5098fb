import { log } from '../agent/page.ts';
import { writeStored } from '../agent/storage.ts';
import type { SessionEndReason } from '../../wire.ts';
import { cobrowse, tellAgents, type SessionParameters } from './cobrowse-page.ts';
import { report, reportError } from './session-reports.ts';
import { forgetSession, keepSession, keptSession, type StoredSession } from './session-store.ts';
import { SessionPage } from './session-page.ts';
import { loadVisitorSettings, provisionSession, SessionError } from './start-session.ts';
import { BUILD } from './version.ts';

/** The part of `GLANCE.Cobrowse.Visitor` that is loaded when it is first needed. */
const COOKIE_WATCH_MS = 1000;
const AGENTS_STORE = 'glance_cobrowse_agentinfo';

const { Visitor, standIn } = cobrowse();

let running: { readonly session: StoredSession; readonly page: SessionPage } | null = null;
let isStarting = false;
let startParameters: SessionParameters = {};
let cookieWatch: ReturnType<typeof setInterval> | undefined;

/** Starts a session: with the key given, else with the visitor id, else with a random key. */
function startSession(parameters: string | SessionParameters = {}): void {
    if (running || isStarting) {
        return;
    }
    const given = typeof parameters === 'string' ? { sessionKey: parameters } : parameters;
    isStarting = true;
    standIn.emit('sessionstarting');
    let session: StoredSession | null = null;
    const start = async (): Promise<void> => {
        const { port } = await loadVisitorSettings();
        session = await provisionSession({ ...startParameters, ...given });
        report(session, 'INTERESTING', 'SSN_PROVISIONED');
        keepSession(session);
        join(session, port, true);
    };
    start().catch((error: unknown) => {
        if (!(error instanceof SessionError)) {
            throw error;
        }
        fail(error, session);
    });
}

/** Goes on with the session that the visitor's former page was in, if that had the same scripts. */
function continueSession(): void {
    const session = keptSession();
    if (session?.ver !== BUILD) {
        return;
    }
    isStarting = true;
    loadVisitorSettings().then(
        ({ port }) => join(session, port, false),
        (error: unknown) => fail(error as SessionError, session)
    );
}

function join(session: StoredSession, port: string, isNew: boolean): void {
    const page = new SessionPage(session, port, isNew, {
        onstarted() {
            isStarting = false;
            running = { session, page };
            showSharing(session);
            if (isNew) {
                standIn.emit('sessionstart');
                tellAgents('visitorsessionstart');
            }
            standIn.emit('sessioncontinue');
            cookieWatch = setInterval(watchCookie, COOKIE_WATCH_MS);
            watchCookie();
        },
        onagents(agents) {
            writeStored(AGENTS_STORE, { agents, ssnid: session.ssnid }, 8 * 60);
            standIn.ui?.showAgents(agents);
            standIn.emit('agents', agents);
        },
        onended: () => end('agent'),
        onmoved: () => leave(),
        onbroken: (error) => fail(error, session)
    });
}

/** A session whose cookie is gone is over. On `localhost`, where no such cookie can be, that is at once. */
function watchCookie(): void {
    if (running && keptSession() === null) {
        end('agent');
    }
}

function stopSession(): void {
    if (running) {
        running.page.leave();
        end('visitor');
    }
}

function end(reason: SessionEndReason): void {
    tellAgents('visitorsessionend', { reason });
    forgetSession();
    leave();
    standIn.emit('sessionend', { reason });
}

function fail(error: SessionError, session: StoredSession | null): void {
    const { code, message: msg, params } = error;
    tellAgents('visitorerror', { code, msg, params });
    standIn.emit('error', { code, msg, params });
    end('error');
    if (session) {
        reportError(session, error);
        report(session, 'ABNORMAL', 'WS_DROP');
    }
    log('session failed', code, msg);
}

/** This page has no part in the session any more. */
function leave(): void {
    clearInterval(cookieWatch);
    running?.page.close();
    running = null;
    isStarting = false;
    standIn.ui?.hideSharing();
}

function showSharing({ isKeyToRead, sessionKey }: StoredSession): void {
    void standIn.load('GlanceCobrowseVisitorUI').then(() => {
        if (running) {
            standIn.ui?.showSharing(isKeyToRead ? sessionKey : null);
        }
    });
}

Object.assign(Visitor, {
    loaded: true,
    inSession: () => running !== null,
    startSession,
    stopSession,
    /** The running session's key. */
    getKey: () => running?.session.sessionKey,
    /** Name, e-mail and phone for sessions to come. */
    setStartParams(parameters: SessionParameters) {
        startParameters = { ...startParameters, ...parameters };
    },
    /** Holds back what happens on the page until the session goes on. */
    pauseSession({ pause }: { readonly pause: boolean }) {
        running?.page.recording?.pause(pause);
    },
    isSessionPaused: () => running?.page.recording?.isPaused() ?? false
});

void standIn.load('GlanceCleanContext');
standIn.emit('ready');
continueSession();
