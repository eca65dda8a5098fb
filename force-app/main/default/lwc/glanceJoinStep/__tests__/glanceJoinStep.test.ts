import { createElement } from 'lwc';
import getContext from '@salesforce/apex/GlanceJoinController.getContext';
import getLoginKey from '@salesforce/apex/GlanceJoinController.getLoginKey';
import GlanceJoinStep from 'c/glanceJoinStep';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { FakeRecords } from 'test/jest/fakeRecords';
import { loginKeyAnswer } from 'test/jest/loginKeys';
import { settled, useFakeClock } from 'test/jest/page';
import { ShownButton } from 'test/jest/shownButton';
import { addCustomers, caseOf, contact, orgSettings } from 'test/jest/shownUtility';

jest.mock(
    '@salesforce/apex/GlanceJoinController.getContext',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);
jest.mock(
    '@salesforce/apex/GlanceJoinController.getLoginKey',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const glance = new FakeGlanceScript().install();
const records = new FakeRecords();
/** What a screen flow gives for everything that it has no value for. */
const nothing = {
    recordId: null,
    visitorId: null,
    visitorIdField: null,
    preSessionFlow: null,
    customFunction: null,
    customArguments: null,
    customInvokeWhen: null,
    openLocation: null,
    waitForEnd: null,
    outcome: null,
    durationSeconds: null,
    problemCode: null
};

let shown = 0;

/** A screen flow with the step on its screen: it sets the step's outputs as it is told. */
class Flow {
    readonly element: HTMLElement & {
        validate(): { isValid: boolean; errorMessage?: string };
    };
    readonly outputs: Record<string, unknown> = {};
    readonly settingsName: string;

    static async show(inputs: object): Promise<Flow> {
        const flow = new Flow(inputs);
        await settled();
        return flow;
    }

    static async inSession(inputs: object): Promise<Flow> {
        const flow = await Flow.show(inputs);
        await flow.button?.press('c.Glance_Join');
        await flow.button?.fire('onterms', { status: 'accepted' });
        await flow.button?.fire('onvisitorsessionstart');
        return flow;
    }

    private constructor(inputs: object) {
        shown += 1;
        this.settingsName = `Step_${shown}`;
        const groupId = 400_000 + shown;
        jest.mocked(getContext).mockImplementation(async ({ settingsName }) => ({
            ...orgSettings,
            groupId: String(groupId),
            settingsName
        }));
        jest.mocked(getLoginKey).mockImplementation(async () => loginKeyAnswer(3600, { groupId }));
        this.element = createElement('c-glance-join-step', {
            is: GlanceJoinStep
        }) as Flow['element'];
        this.element.addEventListener('lightning__flowattributechange', (event) => {
            const { attributeName, attributeValue } = (
                event as CustomEvent<{ attributeName: string; attributeValue: unknown }>
            ).detail;
            this.outputs[attributeName] = attributeValue;
            Object.assign(this.element, { [attributeName]: attributeValue });
        });
        Object.assign(this.element, nothing, { settingsName: this.settingsName, ...inputs });
        document.body.appendChild(this.element);
    }

    get button(): ShownButton | null {
        const card = this.element.shadowRoot?.querySelector('c-glance-join');
        const element = card?.shadowRoot?.querySelector<HTMLElement>('c-glance-join-button');
        const { visitorId } = (element ?? {}) as { visitorId?: unknown };
        return element ? new ShownButton(glance, element, String(visitorId)) : null;
    }

    get text(): string {
        return this.element.shadowRoot?.textContent ?? '';
    }

    async set(inputs: object): Promise<void> {
        Object.assign(this.element, inputs);
        await settled();
    }
}

describe('a screen flow’s step', () => {
    beforeEach(() => {
        useFakeClock();
        glance.reset();
        records.reset();
        addCustomers(records);
        [1, 2].forEach((number) => glance.come(`cust-${number}`));
        sessionStorage.clear();
        jest.spyOn(window, 'open').mockReturnValue(null);
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.useRealTimers();
    });

    it.each([contact(1), caseOf(1)])(
        'joins the customer of a $objectApiName, of which it is told the id only',
        async ({ recordId, objectApiName }) => {
            const flow = await Flow.show({ recordId });
            expect(flow.button?.headline).toBe('c.Glance_Present');
            expect(flow.button?.element).toMatchObject({
                visitorId: 'cust-1',
                recordId,
                objectApiName
            });
            jest.useRealTimers();
            await expect(flow.element).toBeAccessible();
        }
    );

    it('joins a customer whose visitor id the flow knows', async () => {
        const flow = await Flow.show({ visitorId: 'cust-2' });
        expect(flow.button?.headline).toBe('c.Glance_Present');
        expect(flow.button?.visitorId).toBe('cust-2');
    });

    it('takes the record’s own visitor id, if there is a record', async () => {
        const flow = await Flow.show({ recordId: contact(1).recordId, visitorId: 'cust-2' });
        expect(flow.button?.visitorId).toBe('cust-1');
    });

    it('lets agents join by session key where there is neither', async () => {
        const flow = await Flow.show({});
        expect(flow.button?.headline).toBe('c.Glance_Key_Only');
    });

    it('is looking until it knows the record’s object', async () => {
        records.hold();
        const flow = await Flow.show({ recordId: contact(1).recordId });
        expect(flow.button).toBeNull();
        expect(flow.text).toBe('c.Glance_Connecting');
        jest.useRealTimers();
        await expect(flow.element).toBeAccessible();
    });

    it.each([
        ['can’t be read', contact(1).recordId],
        ['is no record', 'Rosa Alvarez']
    ])('says when a record %s', async (_what, recordId) => {
        records.failing.add(recordId);
        const flow = await Flow.show({ recordId });
        expect(flow.button).toBeNull();
        const [problem] = flow.element.shadowRoot?.querySelectorAll('c-glance-join-button') ?? [];
        expect(problem?.shadowRoot?.textContent).toContain('c.Glance_Error_recordUnavailable');
        jest.useRealTimers();
        await expect(flow.element).toBeAccessible();
    });

    it('shows another record after one that can’t be read', async () => {
        records.failing.add(contact(1).recordId);
        const flow = await Flow.show({ recordId: contact(1).recordId });
        await flow.set({ recordId: contact(2).recordId });
        expect(flow.button?.visitorId).toBe('cust-2');
    });

    it('hands its inputs to the button', async () => {
        const flow = await Flow.show({
            recordId: contact(1).recordId,
            preSessionFlow: 'Glance_Check',
            customFunction: 'highlight',
            customArguments: '{"id": "{{Glance_Visitor_Id__c}}"}',
            customInvokeWhen: 'menu',
            openLocation: 'window'
        });
        expect(flow.button?.element).toMatchObject({
            preSessionFlow: 'Glance_Check',
            customInvoke: { func: 'highlight', args: { id: 'cust-1' } },
            customInvokeWhen: 'menu',
            openLocation: 'window'
        });
    });

    describe('tells the flow', () => {
        it('that nothing has happened yet', async () => {
            const flow = await Flow.show({ visitorId: 'cust-1' });
            expect(flow.outputs).toEqual({ outcome: 'notStarted' });
        });

        it('that a session runs, and how it went', async () => {
            const flow = await Flow.inSession({ recordId: contact(1).recordId });
            expect(flow.outputs).toEqual({ outcome: 'running', problemCode: null });
            await jest.advanceTimersByTimeAsync(61_000);
            await flow.button?.fire('onvisitorsessionend');
            expect(flow.outputs).toEqual({
                outcome: 'ended',
                durationSeconds: 61,
                problemCode: null
            });
        });

        it('why an attempt failed', async () => {
            const flow = await Flow.show({ visitorId: 'cust-1' });
            await flow.button?.press('c.Glance_Join');
            await flow.button?.fire('onterms', { status: 'declined' });
            expect(flow.outputs).toEqual({
                outcome: 'notStarted',
                problemCode: 'visitorDeclined'
            });
        });

        it('no secret, and no session key', async () => {
            const told: unknown[] = [];
            const note = (event: Event): void => {
                told.push((event as CustomEvent).detail);
            };
            document.body.addEventListener('lightning__flowattributechange', note);
            const flow = await Flow.inSession({ visitorId: 'cust-1' });
            await flow.button?.fire('onvisitorsessionend');
            document.body.removeEventListener('lightning__flowattributechange', note);
            expect(told.length).toBeGreaterThan(3);
            const { sessionKey } = glance.invoked[0]?.args as { sessionKey: string };
            expect(JSON.stringify(told)).not.toMatch(/\$1\$/);
            expect(JSON.stringify(told)).not.toContain(sessionKey);
        });

        it('nothing new about a screen that is shown again', async () => {
            const flow = await Flow.show({
                visitorId: 'cust-1',
                outcome: 'ended',
                durationSeconds: 61
            });
            expect(flow.outputs).toEqual({});
        });
    });

    describe('may be left', () => {
        it.each([null, false, true])('before a session, waiting: %p', async (waitForEnd) => {
            const flow = await Flow.show({ visitorId: 'cust-1', waitForEnd });
            expect(flow.element.validate()).toEqual({ isValid: true });
        });

        it('during a session, which goes on', async () => {
            const flow = await Flow.inSession({ visitorId: 'cust-1' });
            expect(flow.element.validate()).toEqual({ isValid: true });
        });

        it('only after a session, if the admin wants that', async () => {
            const flow = await Flow.inSession({ visitorId: 'cust-1', waitForEnd: true });
            expect(flow.element.validate()).toEqual({
                isValid: false,
                errorMessage: 'c.Glance_Wait_For_End'
            });
            await flow.button?.fire('onvisitorsessionend');
            expect(flow.element.validate()).toEqual({ isValid: true });
        });

        it.each([
            ['record', { recordId: contact(1).recordId }, { recordId: contact(2).recordId }],
            ['visitor', { visitorId: 'cust-1' }, { visitorId: 'cust-2' }]
        ])('once another %s is shown, whose session is none of this', async (_what, one, other) => {
            const flow = await Flow.inSession({ ...one, waitForEnd: true });
            await flow.set(other);
            expect(flow.button?.visitorId).toBe('cust-2');
            expect(flow.element.validate()).toEqual({ isValid: true });
        });
    });

    it('finds the session that runs when its screen is shown again', async () => {
        const flow = await Flow.inSession({ visitorId: 'cust-1' });
        flow.element.remove();
        await settled();
        const again = await Flow.show({
            visitorId: 'cust-1',
            settingsName: flow.settingsName,
            waitForEnd: true,
            outcome: 'running'
        });
        expect(again.button?.headline).toContain('c.Glance_In_Session');
        expect(again.element.validate().isValid).toBe(false);
        await again.button?.fire('onvisitorsessionend');
        expect(again.outputs).toMatchObject({ outcome: 'ended' });
    });
});
