import type { AgentIdentity, ServerToShare, ShareToServer, VisitorIdentity } from '../wire.ts';
import { LastingSocket } from './lasting-socket.ts';
import { page, pageGroupId, scriptHost, wsUrl } from './page.ts';
import { recordPage, type Recording } from './recording.ts';
import { SharingBar } from './sharing-bar.ts';
import { askForTerms } from './terms.ts';
import { pageVisitorId, type Visitor } from './visitor.ts';

/** Asks for a session key that the service makes. */
const RANDOM = 'GLANCE_KEYTYPE_RANDOM';
const STORE = 'glance-standin-session';

type SessionEvent =
    'sessionstarting' | 'sessionstart' | 'sessioncontinue' | 'sessionend' | 'agents';
type Listener = (detail?: unknown) => void;

interface SessionParameters {
    readonly groupid?: string | number;
    readonly sessionKey?: string;
}

/** What survives going to another page of the website. */
interface StoredSession {
    readonly groupId: string;
    readonly sessionKey: string;
    readonly resume: string;
}

interface RunningSession {
    readonly socket: LastingSocket<ShareToServer, ServerToShare>;
    readonly groupId: string;
    sessionKey: string | null;
    resume: string | null;
    recording: Recording | null;
}

/** `GLANCE.Cobrowse.Visitor`: terms, starting and stopping a session, and the page's share in it. */
export class CobrowseVisitor {
    readonly #listeners = new Map<string, Set<Listener>>();
    readonly #bar = new SharingBar(() => this.stopSession());
    #running: RunningSession | null = null;
    #asksForTerms = false;

    constructor() {
        addEventListener('pagehide', () => this.#leave());
        addEventListener('pageshow', ({ persisted }) => persisted && this.continueSession());
    }

    addEventListener(type: SessionEvent, listener?: Listener): void {
        if (typeof listener === 'function') {
            this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener));
        }
    }

    removeEventListener(type: SessionEvent, listener: Listener): void {
        this.#listeners.get(type)?.delete(listener);
    }

    inSession(): boolean {
        return Boolean(this.#running?.sessionKey);
    }

    /** The running session's key. */
    getKey(): string | undefined {
        return this.#running?.sessionKey ?? undefined;
    }

    /** Shows the terms; when the visitor accepts, the session starts. Does nothing while a session is running. */
    showTerms(parameters?: SessionParameters): void {
        if (this.#running || this.#asksForTerms) {
            return;
        }
        this.#asksForTerms = true;
        void askForTerms(() => this.#reportTerms('displayed')).then((accepted) => {
            this.#asksForTerms = false;
            if (accepted) {
                this.#start(parameters, true);
            } else {
                this.#reportTerms('declined');
            }
        });
    }

    /** Starts a session: with the key given, else with the visitor id, else with a random key. */
    startSession(parameters?: string | SessionParameters): void {
        this.#start(
            typeof parameters === 'string' ? { sessionKey: parameters } : parameters,
            false
        );
    }

    stopSession(): void {
        if (this.#running && !this.#running.socket.send({ type: 'stop' })) {
            this.#finish();
        }
    }

    /** Holds back what happens on the page until the session goes on. */
    pauseSession({ pause }: { readonly pause: boolean }): void {
        this.#running?.recording?.pause(pause);
    }

    isSessionPaused(): boolean {
        return this.#running?.recording?.isPaused() ?? false;
    }

    /** Goes on with the session that the visitor's former page was in, if any. */
    continueSession(): void {
        const stored = readStored();
        if (!stored) {
            return;
        }
        const running = this.#connect(stored.groupId, () => ({
            type: 'continue',
            resume: running.resume ?? stored.resume,
            visitor: identity()
        }));
    }

    #start(parameters: SessionParameters | undefined, acceptedTerms: boolean): void {
        if (this.#running) {
            return;
        }
        this.#fire('sessionstarting');
        const asked = parameters?.sessionKey ?? pageVisitorId();
        const running = this.#connect(String(parameters?.groupid ?? pageGroupId() ?? ''), () =>
            running.resume === null
                ? {
                      type: 'start',
                      ...(asked !== undefined && asked !== RANDOM && { sessionKey: String(asked) }),
                      visitor: identity(),
                      ...presentAs(),
                      acceptedTerms
                  }
                : {
                      type: 'continue',
                      resume: running.resume,
                      visitor: identity()
                  }
        );
    }

    #connect(groupId: string, hello: () => ShareToServer): RunningSession {
        const address = wsUrl(
            scriptHost,
            `/internal/share?${new URLSearchParams({ groupid: groupId })}`
        );
        const running: RunningSession = {
            groupId,
            sessionKey: null,
            resume: null,
            recording: null,
            socket: new LastingSocket(address, {
                onopen: () => running.socket.send(hello()),
                onmessage: (message) => this.#handle(running, message)
            })
        };
        this.#running = running;
        return running;
    }

    #handle(running: RunningSession, message: ServerToShare): void {
        switch (message.type) {
            case 'started':
                this.#begin(running, message.sessionKey, message.resume);
                break;
            case 'snapshot':
                running.recording?.takeSnapshot();
                break;
            case 'agents':
                this.#bar.showAgents(message.agents);
                this.#fire('agents', { agents: [...message.agents] satisfies AgentIdentity[] });
                break;
            case 'moved':
                this.#leave();
                break;
            case 'refused':
                console.error(`GLANCE: ${message.reason}`);
                this.#finish();
                break;
            case 'ended':
                this.#finish();
                break;
        }
    }

    #begin(running: RunningSession, sessionKey: string, resume: string): void {
        const isContinued = readStored() !== null;
        const isReconnected = running.sessionKey !== null;
        running.sessionKey = sessionKey;
        running.resume = resume;
        store({ groupId: running.groupId, sessionKey, resume });
        const isKnown =
            sessionKey === pageVisitorId() || sessionKey === presentVisitor()?.visitorId;
        this.#bar.show(isKnown ? null : sessionKey);
        if (isReconnected) {
            running.recording?.takeSnapshot();
            return;
        }
        running.recording = recordPage((event) => running.socket.send({ type: 'event', event }));
        this.#fire(isContinued ? 'sessioncontinue' : 'sessionstart', { sessionKey });
    }

    #finish(): void {
        const wasInSession = this.inSession() || readStored() !== null;
        store(null);
        this.#leave();
        if (wasInSession) {
            this.#fire('sessionend');
        }
    }

    #leave(): void {
        this.#running?.recording?.stop();
        this.#running?.socket.close();
        this.#running = null;
        this.#bar.hide();
    }

    #reportTerms(status: 'displayed' | 'declined'): void {
        presentVisitor()?.reportTerms(status);
    }

    #fire(type: SessionEvent, detail?: unknown): void {
        for (const listener of this.#listeners.get(type) ?? []) {
            try {
                listener(detail);
            } catch (error) {
                reportError(error);
            }
        }
    }
}

/** The page's presence, whichever of Glance's scripts it came with. */
function presentVisitor(): Visitor | undefined {
    const { Visitor: PageVisitor } = page.GLANCE?.['Presence'] ?? {};
    return (PageVisitor as typeof Visitor | undefined)?.instance;
}

function presentAs(): { presentAs?: string } {
    const id = presentVisitor()?.visitorId;
    return id === undefined ? {} : { presentAs: id };
}

function identity(): VisitorIdentity {
    const { name, email, phone } = page.GLANCE_COBROWSE ?? {};
    const visitorid = pageVisitorId();
    return {
        ...(visitorid !== undefined && { visitorid }),
        ...(name !== undefined && { name }),
        ...(email !== undefined && { email }),
        ...(phone !== undefined && { phone })
    };
}

function readStored(): StoredSession | null {
    try {
        return JSON.parse(sessionStorage.getItem(STORE) ?? 'null') as StoredSession | null;
    } catch {
        return null;
    }
}

function store(session: StoredSession | null): void {
    if (session) {
        sessionStorage.setItem(STORE, JSON.stringify(session));
    } else {
        sessionStorage.removeItem(STORE);
    }
}
