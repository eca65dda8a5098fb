import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cwd } from 'node:process';
import { XMLParser } from 'fast-xml-parser';
import {
    createMessageContext,
    publish as publishStub,
    releaseMessageContext
} from 'lightning/messageService';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { RunningJoin, disposeJoins } from 'test/jest/runningJoin';

interface Channel {
    readonly isExposed: boolean;
    readonly lightningMessageFields: readonly { readonly fieldName: string }[];
}

const FILE = 'force-app/main/default/messageChannels/GlanceSession.messageChannel-meta.xml';
const channel: Channel = new XMLParser().parse(
    readFileSync(join(cwd(), FILE), 'utf8')
).LightningMessageChannel;
const declared = channel.lightningMessageFields.map(({ fieldName }) => fieldName);

const glance = new FakeGlanceScript().install();
const publish = jest.mocked(publishStub);
const published = (): object[] => publish.mock.calls.map(([, , message]) => message);

/** Everything that a join announces: presence, a start, an end, and an error with a hook's own words. */
async function everything(): Promise<RunningJoin> {
    const session = await RunningJoin.inSession(glance);
    await session.fire('onvisitorsessionend');
    await session.join(
        {},
        { hooks: [() => ({ proceed: false, message: 'Ann Miller does not want that.' })] }
    );
    return session;
}

describe('the message channel', () => {
    beforeEach(() => {
        useFakeClock();
        glance.reset();
        jest.mocked(createMessageContext).mockReturnValue('a context' as never);
    });

    afterEach(() => {
        disposeJoins();
        jest.clearAllMocks();
        jest.useRealTimers();
    });

    it('hears of presence, start, end and failure', async () => {
        const { visitorId, announced } = await everything();
        const [, { sessionKey }] = announced as [unknown, { sessionKey: string }];
        expect(published()).toMatchObject([
            { type: 'presencechange', visitorId, present: true },
            { type: 'sessionstart', visitorId, sessionKey },
            { type: 'sessionend', visitorId, sessionKey, outcome: 'ended' },
            { type: 'joinerror', visitorId, code: 'preSessionStopped' }
        ]);
    });

    it('is GlanceSession__c, within a context of the join’s own', async () => {
        await everything();
        expect(publish.mock.lastCall?.slice(0, 2)).toEqual(['a context', 'GlanceSession__c']);
    });

    it('declares just the fields that are published', async () => {
        await everything();
        const used = new Set(published().flatMap((message) => Object.keys(message)));
        expect([...used].sort()).toEqual([...declared].sort());
    });

    it('carries no login key, no agent’s id, and no words of a hook, which may name somebody', async () => {
        await everything();
        const text = JSON.stringify(published());
        expect(text).not.toContain('$1$');
        expect(text).not.toContain('ann@example.com');
        expect(text).not.toContain('Ann Miller');
    });

    it('is not open to components of other namespaces', () => {
        expect(channel.isExposed).toBe(false);
    });

    it('is let go of with the join', async () => {
        const { session } = await RunningJoin.present(glance);
        expect(releaseMessageContext).not.toHaveBeenCalled();
        session.dispose();
        await settled();
        expect(releaseMessageContext).toHaveBeenCalledWith('a context');
    });
});
