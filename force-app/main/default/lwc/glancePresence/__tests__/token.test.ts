import { followVisitor } from 'c/glancePresence';
import type { PresenceHandle, PresenceTarget } from 'c/glancePresence';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { newTarget } from 'test/jest/presenceTarget';

const glance = new FakeGlanceScript();
const handles: PresenceHandle[] = [];

async function follow(target: PresenceTarget): Promise<PresenceHandle> {
    const handle = followVisitor(target, () => undefined);
    handles.push(handle);
    await settled();
    return handle;
}

/** A token that another agent's page has left in the browser, good for two hours. */
function leaveToken(token: string): void {
    localStorage.setItem('glanceauth', JSON.stringify(token));
    localStorage.setItem('glanceauth_exp', new Date(Date.now() + 7_200_000).toUTCString());
}

const agentInForce = (target: PresenceTarget): string | null =>
    glance.authorization.agentOf(target.groupId);

beforeEach(() => {
    useFakeClock();
    glance.reset();
});

afterEach(() => {
    handles.splice(0).forEach((handle) => handle.close());
    document.head.replaceChildren();
    Reflect.deleteProperty(window, 'GLANCE_COBROWSE');
    jest.useRealTimers();
});

describe('the token of the agent who used this computer before', () => {
    it('is not used: Glance is asked for this agent’s own', async () => {
        leaveToken('of the former agent');
        const target = newTarget(glance);
        await follow(target);
        expect(glance.authorized).toHaveLength(1);
        expect(agentInForce(target)).toBe('ann@example.com');
    });

    it('is not used at renewal, either', async () => {
        const target = newTarget(glance);
        await follow(target);
        leaveToken('of another tab');
        await jest.advanceTimersByTimeAsync(120 * 60_000);
        expect(glance.authorized).toHaveLength(2);
        expect(agentInForce(target)).toBe('ann@example.com');
    });

    it('is not used for the next group of the page', async () => {
        (await follow(newTarget(glance))).close();
        leaveToken('of the former group');
        const next = newTarget(glance);
        await follow(next);
        expect(glance.authorized.at(-1)?.groupid).toBe(next.groupId);
        expect(agentInForce(next)).toBe('ann@example.com');
    });

    it('is not used when it stands in the page', async () => {
        (window as { GLANCE_COBROWSE?: object }).GLANCE_COBROWSE = { authtoken: 'foreign' };
        const meta = document.createElement('meta');
        meta.id = 'glance-cobrowse';
        meta.setAttribute('data-authtoken', 'foreign');
        document.head.append(meta);
        const target = newTarget(glance);
        await follow(target);
        expect(agentInForce(target)).toBe('ann@example.com');
    });
});

describe('this agent’s token', () => {
    it('leaves the browser’s storage at once: it is kept in the script’s memory', async () => {
        await follow(newTarget(glance));
        expect(localStorage).toHaveLength(0);
    });

    it('does so, too, where the script stores it only after it told of its success', async () => {
        glance.authorization.storesLate = true;
        const target = newTarget(glance);
        await follow(target);
        expect(localStorage).toHaveLength(0);
        expect(agentInForce(target)).toBe('ann@example.com');
        expect(glance.connected).toHaveLength(1);
    });

    it('is not replaced by one that comes when nobody awaits it any more', async () => {
        const late: (() => void)[] = [];
        glance.onAuthorize = ({ onsuccess }) => late.push(onsuccess);
        (await follow(newTarget(glance))).close();
        await jest.advanceTimersByTimeAsync(15_000);
        glance.onAuthorize = ({ onsuccess }) => onsuccess();
        const next = newTarget(glance);
        await follow(next);
        late.forEach((succeed) => succeed());
        await settled();
        expect(agentInForce(next)).toBe('ann@example.com');
        expect(localStorage).toHaveLength(0);
    });

    it('is renewed after Glance threw it away', async () => {
        const target = newTarget(glance);
        await follow(target);
        glance.authorization.voidTokens();
        await jest.advanceTimersByTimeAsync(61_000);
        expect(glance.authorized).toHaveLength(2);
        expect(agentInForce(target)).toBe('ann@example.com');
    });

    it('is removed with the last connection where the script keeps it in storage only', async () => {
        const { setToken } = glance.script.Authorization;
        delete glance.script.Authorization.setToken;
        try {
            const handle = await follow(newTarget(glance));
            expect(localStorage.getItem('glanceauth')).not.toBeNull();
            handle.close();
            expect(localStorage).toHaveLength(0);
        } finally {
            Object.assign(glance.script.Authorization, { setToken });
        }
    });

    it('is removed, too, when it comes after the last connection was closed', async () => {
        const { setToken } = glance.script.Authorization;
        delete glance.script.Authorization.setToken;
        try {
            let succeed: () => void = () => undefined;
            glance.onAuthorize = ({ onsuccess }) => {
                succeed = onsuccess;
            };
            (await follow(newTarget(glance))).close();
            succeed();
            await settled();
            expect(localStorage).toHaveLength(0);
        } finally {
            Object.assign(glance.script.Authorization, { setToken });
        }
    });
});
