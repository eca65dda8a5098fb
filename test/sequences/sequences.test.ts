import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { MODES, type GlanceMode } from '../../local/glance/options.ts';
import type { Glance } from '../../local/glance/server.ts';
import { GROUP, startStand } from '../../local/glance/test/stand.ts';
import { AgentPage, type AgentTab } from './agent-page.ts';
import { SharedClock } from './clock.ts';
import { Network } from './network.ts';
import { VisitorPage } from './visitor-page.ts';

const RUNS = 20;
const LONGEST = 16;
const VISITORS = ['cust-1', 'cust-2'] as const;
const MINUTE_MS = 60_000;

/** Everything that can happen, in the words of those who do it. */
const DEEDS = [
    'join',
    'cancel',
    'end',
    'mark as ended',
    'other record',
    'agent reloads',
    'agent sockets are cut',
    'presence answers 503',
    'presence answers',
    'connections are refused',
    'connections are taken',
    'customer comes',
    'customer leaves',
    'customer reloads',
    'customer accepts',
    'customer declines',
    'customer stops',
    'customer shares by themselves',
    'a second',
    'ten seconds',
    'a minute'
] as const;
type Deed = (typeof DEEDS)[number];

/** What the journey is made of comes more often than what disturbs it. */
const deeds = fc.array(
    fc.oneof(
        {
            weight: 2,
            arbitrary: fc.constantFrom<Deed>('join', 'customer comes', 'customer accepts')
        },
        { weight: 3, arbitrary: fc.constantFrom<Deed>(...DEEDS) }
    ),
    { minLength: 4, maxLength: LONGEST }
);

const clock = new SharedClock();
let glance: Glance;

before(async () => {
    glance = await startStand({ clock });
});
after(() => glance.close());

/** One agent with one record open, two customers, and Glance. */
class Stage {
    readonly network: Network;
    readonly tab: AgentTab = {
        local: new Map(),
        session: new Map(),
        viewers: [],
        errors: [],
        pages: 0
    };
    readonly visitors = new Map(
        VISITORS.map((id) => [id as string, null as unknown as VisitorPage])
    );
    page!: AgentPage;
    shown: string = VISITORS[0];

    constructor(mode: GlanceMode) {
        glance.setMode(GROUP, mode);
        glance.misbehave.reset();
        this.network = new Network(glance, mode);
        for (const id of VISITORS) {
            this.visitors.set(id, new VisitorPage(this.network, id));
        }
    }

    get visitor(): VisitorPage {
        return this.visitors.get(this.shown) as VisitorPage;
    }

    async open(): Promise<void> {
        this.page = await AgentPage.open(this.tab, this.network, clock);
        this.page.show(this.shown);
        await this.network.quiet();
    }

    async advance(ms: number): Promise<void> {
        await clock.advance(ms, this.network);
    }

    async do(deed: Deed): Promise<void> {
        const { page, visitor } = this;
        switch (deed) {
            case 'join':
                page.join();
                break;
            case 'cancel':
                page.session?.cancel();
                break;
            case 'end':
                page.session?.end();
                break;
            case 'mark as ended':
                page.session?.markEnded();
                break;
            case 'other record':
                this.shown = this.shown === VISITORS[0] ? VISITORS[1] : VISITORS[0];
                page.show(this.shown);
                break;
            case 'agent reloads':
                page.close();
                await this.network.quiet();
                await this.open();
                break;
            case 'agent sockets are cut':
                glance.misbehave.dropAgentConnections('cut');
                break;
            case 'presence answers 503':
                glance.misbehave.set({ presenceStatus: 503 });
                break;
            case 'presence answers':
                glance.misbehave.set({ presenceStatus: null });
                break;
            case 'connections are refused':
                glance.misbehave.set({ refuseConnections: true });
                break;
            case 'connections are taken':
                glance.misbehave.set({ refuseConnections: false });
                break;
            case 'customer comes':
                if (!visitor.isThere) {
                    await visitor.come();
                }
                break;
            case 'customer leaves':
                await visitor.leave();
                break;
            case 'customer reloads':
                await visitor.reload();
                break;
            case 'customer accepts':
                await visitor.accept();
                break;
            case 'customer declines':
                if (visitor.isAsked) {
                    await visitor.decline();
                }
                break;
            case 'customer stops':
                await visitor.stop();
                break;
            case 'customer shares by themselves':
                if (visitor.isThere && visitor.sessionKey === null && !visitor.isAsked) {
                    await visitor.shareByThemselves();
                }
                break;
            case 'a second':
                await this.advance(1_000);
                break;
            case 'ten seconds':
                await this.advance(10_000);
                break;
            case 'a minute':
                await this.advance(MINUTE_MS);
                break;
        }
        await this.network.quiet();
    }

    /** What holds at every moment. */
    check(): void {
        const { viewers, errors } = this.tab;
        assert.deepEqual(errors, [], 'errors that nobody caught');
        const attempts = viewers.map(
            ({ page, visitorId, attempt }) => `page ${page}, ${visitorId}, attempt ${attempt}`
        );
        assert.deepEqual(attempts, [...new Set(attempts)], 'two viewers for one attempt');
        const keys = viewers.map(({ sessionKey }) => sessionKey);
        assert.deepEqual(keys, [...new Set(keys)], 'two viewers for one session');
        for (const key of keys) {
            assert.match(key, /^[\w~-]{14,}$/, 'a viewer for a session that the customer started');
        }
    }

    /** Lets time pass until something is so. */
    async until(otherwise: string, minutes: number, isSo: () => boolean): Promise<void> {
        for (let past = 0; !isSo(); past += 5_000) {
            assert.ok(
                past < minutes * MINUTE_MS,
                `${otherwise}: ${JSON.stringify(this.page.state)}`
            );

            await this.advance(5_000);
        }
    }

    /** Whatever happened: with Glance and the customer well again, the agent can join. */
    async recovers(): Promise<void> {
        glance.misbehave.reset();
        for (const visitor of this.visitors.values()) {
            await visitor.close();
        }
        await this.visitor.come();
        await this.until('a dead end', 15, () => {
            // Of the end of a session that others began, only the agent can know if its event got lost.
            if (this.page.state?.status === 'inSession') {
                this.page.session?.end();
            }
            if (this.page.state?.session?.endRefused) {
                this.page.session?.markEnded();
            }
            return this.page.state?.status === 'present';
        });
        const before = this.tab.viewers.length;
        this.page.join();
        await this.network.quiet();
        await this.until('the customer is not asked', 1, () => this.visitor.isAsked);
        await this.visitor.accept();
        await this.until('no session', 2, () => this.page.state?.status === 'inSession');
        await this.advance(5_000);
        assert.equal(this.tab.viewers.length, before + 1, 'its viewer');
        assert.equal(this.tab.viewers.at(-1)?.sessionKey, this.visitor.sessionKey);
        await this.until('no socket', 3, () => glance.traffic().openAgentSockets === 1);
        this.check();
    }

    async close(): Promise<void> {
        this.page.close();
        for (const visitor of this.visitors.values()) {
            await visitor.close();
        }
        glance.misbehave.reset();
        // What a session's server keeps of a visitor who went away is gone after a while.
        await this.advance(MINUTE_MS);
        assert.equal(glance.traffic().openAgentSockets, 0, 'sockets of a page that is gone');
    }
}

for (const mode of MODES) {
    test(`whatever agents, customers and Glance do in random order, joining goes on (${mode})`, async () => {
        await fc.assert(
            fc.asyncProperty(deeds, async (sequence) => {
                const stage = new Stage(mode);
                await stage.open();
                try {
                    for (const deed of sequence) {
                        await stage.do(deed);
                        stage.check();
                    }
                    await stage.recovers();
                } finally {
                    await stage.close();
                }
            }),
            { numRuns: RUNS, endOnFailure: false }
        );
    });
}
