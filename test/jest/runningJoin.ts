import type { LightningElement } from 'lwc';
import { JoinSession } from 'c/glanceJoinSession';
import type {
    Announcement,
    JoinHandlers,
    JoinRequest,
    JoinState,
    JoinTarget
} from 'c/glanceJoinSession';
import type { ViewerRequest } from 'c/glanceViewer';
import type { FakeAgent, FakeGlanceScript } from './fakeGlanceScript';
import { loginKeyText } from './loginKeys';
import { settled } from './page';

/** Sockets are closed for good, a second time, within this time, in milliseconds. */
export const CLOSING_MS = 120_000;

/** Stands for any component of the page. */
export const anyComponent = {} as LightningElement;

export const plainRequest: JoinRequest = {
    invocation: null,
    invokeWhen: 'before',
    showTerms: true,
    viewerWhen: 'sessionStart',
    sessionKeyFrom: 'random'
};

type Changes = Partial<JoinTarget>;

let targets = 0;

/** A visitor in a group, that no other test has seen. */
export function newJoinTarget(changes: Changes = {}): JoinTarget {
    targets += 1;
    const groupId = changes.groupId ?? 100_000 + targets;
    return {
        groupId,
        webServerOrigin: 'https://www.glance.net',
        site: 'production',
        presenceServer: 'presence.glance.net',
        settingsName: null,
        loginKeySource: {
            type: 'ready',
            loginKey: loginKeyText(Date.now() + 86_400_000),
            groupId,
            partnerUserId: 'ann@example.com'
        },
        visitorId: `visitor-${targets}`,
        ...changes
    };
}

const running = new Set<RunningJoin>();

/** Ends all joins that a test has begun. */
export function disposeJoins(): void {
    running.forEach(({ session }) => session.dispose());
    running.clear();
}

/** A join without a component, and everything that it tells. */
export class RunningJoin {
    readonly session: JoinSession;
    readonly states: JoinState[] = [];
    readonly announced: Announcement[] = [];
    /** The viewers that were opened. */
    readonly viewers: ViewerRequest[] = [];
    readonly #glance: FakeGlanceScript;

    /** Follows a visitor who is not there. */
    static async absent(glance: FakeGlanceScript, changes: Changes = {}): Promise<RunningJoin> {
        const join = new RunningJoin(glance, newJoinTarget(changes));
        await settled();
        return join;
    }

    static async present(glance: FakeGlanceScript, changes: Changes = {}): Promise<RunningJoin> {
        const target = newJoinTarget(changes);
        glance.come(target.visitorId);
        const join = new RunningJoin(glance, target);
        await settled();
        return join;
    }

    /** The agent has just clicked Join. */
    static async inviting(
        glance: FakeGlanceScript,
        request: Partial<JoinRequest> = {},
        handlers: Partial<JoinHandlers> = {}
    ): Promise<RunningJoin> {
        const join = await RunningJoin.present(glance);
        await join.join(request, handlers);
        return join;
    }

    /** In a session that the agent asked for. */
    static async inSession(glance: FakeGlanceScript): Promise<RunningJoin> {
        const join = await RunningJoin.inviting(glance);
        await join.accept();
        return join;
    }

    constructor(glance: FakeGlanceScript, target: JoinTarget) {
        this.#glance = glance;
        this.session = new JoinSession(anyComponent, target);
        this.session.subscribe((state, announcement) => {
            if (announcement) {
                this.announced.push(announcement);
            } else {
                this.states.push(state);
            }
        });
        running.add(this);
    }

    get state(): JoinState {
        return this.session.state;
    }

    get status(): JoinState['status'] {
        return this.state.status;
    }

    /** Code of the notice about a problem; otherwise the type of the notice. */
    get notice(): string | null {
        const { notice } = this.state;
        return notice?.type === 'problem' ? notice.code : (notice?.type ?? null);
    }

    /** The key of the invitation or the session; `null` where there is none, or it is not known. */
    get sessionKey(): string | null {
        const { state } = this;
        switch (state.status) {
            case 'preparing':
            case 'inviting':
                return state.attempt.sessionKey;
            case 'inSession':
                return state.session.sessionKey;
            default:
                return null;
        }
    }

    get visitorId(): string {
        return this.session.target.visitorId;
    }

    /** The agent clicks Join. Nothing that follows has run yet. */
    click(request: Partial<JoinRequest> = {}, handlers: Partial<JoinHandlers> = {}): void {
        this.session.join(
            { ...plainRequest, ...request },
            {
                hooks: [],
                recordId: null,
                objectApiName: null,
                openViewer: (request) => {
                    this.viewers.push(request);
                },
                ...handlers
            }
        );
    }

    async join(
        request: Partial<JoinRequest> = {},
        handlers: Partial<JoinHandlers> = {}
    ): Promise<void> {
        this.click(request, handlers);
        await settled();
    }

    async cancel(): Promise<void> {
        this.session.cancel();
        await settled();
    }

    async end(): Promise<void> {
        this.session.end();
        await settled();
    }

    /** The visitor accepts and the session starts. */
    async accept(visitorId = this.visitorId): Promise<void> {
        await this.fire('onterms', { status: 'accepted' }, visitorId);
        await this.fire('onvisitorsessionstart', undefined, visitorId);
    }

    /** The visitor's page is loaded anew. */
    async reload(): Promise<void> {
        await this.fire('onvisibility', { visibility: 'hidden' });
        await this.fire('onpresence', { url: '/' });
    }

    /** The script tells that it can't connect. */
    async lose(detail = 'connection'): Promise<void> {
        await this.fire('onerror', { error: 'connfail', detail });
    }

    /** The visitor leaves the website, or looks at another tab. */
    async leave(visitorId = this.visitorId): Promise<void> {
        await this.fire('onvisitorconn', { connected: false }, visitorId);
    }

    /** The visitor is on the website again. */
    async comeBack(): Promise<void> {
        await this.fire('onvisitorconn', { connected: true });
    }

    /** Glance sends an event about a visitor. */
    async fire(
        handler: Parameters<FakeAgent['fire']>[0],
        payload?: unknown,
        visitorId = this.visitorId
    ): Promise<void> {
        this.#glance.agent(visitorId).fire(handler, payload);
        await settled();
    }
}
