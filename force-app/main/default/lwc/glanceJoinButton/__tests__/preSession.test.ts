import runPreSession from '@salesforce/apex/GlanceJoinController.runPreSession';
import type { PreSessionContext } from 'c/glanceJoinSession';
import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { ShownButton } from 'test/jest/shownButton';
import type { PresessionDetail } from '../presessionEvent';

jest.mock(
    '@salesforce/apex/GlanceJoinController.runPreSession',
    () => ({ __esModule: true, default: jest.fn() }),
    { virtual: true }
);

const flow = jest.mocked(runPreSession);
const glance = new FakeGlanceScript().install();
const JOIN = 'c.Glance_Join';

/** Shows a button for a present visitor and listens for `presession`. */
async function showWithListener(
    listener: (event: CustomEvent<PresessionDetail>) => void,
    properties = {}
): Promise<ShownButton> {
    const button = await ShownButton.present(glance, properties);
    button.element.addEventListener('presession', (event) =>
        listener(event as CustomEvent<PresessionDetail>)
    );
    return button;
}

beforeEach(() => {
    useFakeClock();
    glance.reset();
    flow.mockReset().mockResolvedValue(null);
    jest.spyOn(window, 'open').mockReturnValue(null);
});

afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
    jest.restoreAllMocks();
});

describe('the preSession function', () => {
    it('is told whom the agent is about to ask, from which record', async () => {
        const preSession = jest.fn();
        const button = await ShownButton.inviting(glance, {
            preSession,
            recordId: '003000000000001',
            objectApiName: 'Contact',
            customInvoke: { func: 'highlight', args: { color: 'red' } }
        });
        const context = preSession.mock.lastCall?.[0] as PreSessionContext;
        expect(context).toMatchObject({
            recordId: '003000000000001',
            objectApiName: 'Contact',
            visitorId: button.visitorId,
            customInvokeArguments: { color: 'red' }
        });
        expect(context.signal.aborted).toBe(false);
        expect(glance.calls).toHaveLength(2);
    });

    it('is awaited before anything is sent', async () => {
        let finish: () => void = () => undefined;
        const button = await ShownButton.inviting(glance, {
            preSession: () =>
                new Promise<void>((resolve) => {
                    finish = resolve;
                })
        });
        expect(button.headline).toBe('c.Glance_Preparing');
        expect(glance.invoked).toEqual([]);
        finish();
        await settled();
        expect(glance.invoked).toHaveLength(1);
    });

    it('may stop the join, with a message of its own', async () => {
        const button = await ShownButton.inviting(glance, {
            preSession: async () => ({ proceed: false, message: 'No consent on file.' })
        });
        expect(glance.invoked).toEqual([]);
        expect(button.notice[0]).toBe('No consent on file.');
        expect(button.controls).toContain(JOIN);
    });

    it('may stop the join without a message', async () => {
        const button = await ShownButton.inviting(glance, {
            preSession: () => ({ proceed: false })
        });
        expect(button.notice[0]).toBe('c.Glance_Error_preSessionStopped');
    });

    it('may name another visitor and other arguments', async () => {
        glance.come('the-spouse');
        await ShownButton.inviting(glance, {
            customInvoke: { func: 'highlight', args: { color: 'red' } },
            preSession: () => ({
                visitorId: 'the-spouse',
                customInvokeArguments: '{"color": "blue"}'
            })
        });
        // The terms wait for the custom function, though not for long.
        await jest.advanceTimersByTimeAsync(1_000);
        expect(glance.invoked).toMatchObject([
            { visitorId: 'the-spouse', args: { color: 'blue' } },
            { visitorId: 'the-spouse', args: { sessionKey: expect.any(String) } }
        ]);
    });

    it('may not name a visitor that can’t be one', async () => {
        const button = await ShownButton.inviting(glance, {
            preSession: () => ({ visitorId: 'ann@example.com' })
        });
        expect(glance.invoked).toEqual([]);
        expect(button.notice[0]).toBe('c.Glance_Error_visitorIdInvalid');
    });

    it.each([
        ['throws', () => Promise.reject(new Error('a secret'))],
        ['answers arguments that are no JSON', () => ({ customInvokeArguments: '{' })]
    ])('stops the join when it %s', async (_what, preSession) => {
        const button = await ShownButton.inviting(glance, { preSession });
        expect(glance.invoked).toEqual([]);
        expect(button.notice[0]).toBe('c.Glance_Error_preSessionFailed');
        expect(button.element.shadowRoot?.textContent).not.toContain('a secret');
    });

    it('has 30 seconds, and hears when they are up', async () => {
        let signal: AbortSignal | undefined;
        const button = await ShownButton.inviting(glance, {
            preSession: (context: PreSessionContext) => {
                signal = context.signal;
                return new Promise(() => undefined);
            }
        });
        await jest.advanceTimersByTimeAsync(30_000);
        expect(signal?.aborted).toBe(true);
        expect(button.notice[0]).toBe('c.Glance_Error_preSessionExpired');
    });

    it('hears when the agent cancels, and its late answer counts for nothing', async () => {
        let signal: AbortSignal | undefined;
        let finish: () => void = () => undefined;
        const button = await ShownButton.inviting(glance, {
            preSession: (context: PreSessionContext) => {
                signal = context.signal;
                return new Promise<void>((resolve) => {
                    finish = resolve;
                });
            }
        });
        await button.press('c.Glance_Cancel');
        expect(signal?.aborted).toBe(true);
        finish();
        await settled();
        expect(glance.invoked).toEqual([]);
        expect(button.notice).toEqual(['c.Glance_Cancelled_Before']);
    });
});

describe('the presession event', () => {
    it('reaches listeners of the button only, with whom the agent is about to ask', async () => {
        const listener = jest.fn();
        const button = await showWithListener(listener, { recordId: '003000000000001' });
        await button.press(JOIN);
        const event = listener.mock.lastCall?.[0] as CustomEvent<PresessionDetail>;
        expect(event).toMatchObject({ cancelable: true, bubbles: false, composed: false });
        expect(event.detail).toMatchObject({
            recordId: '003000000000001',
            visitorId: button.visitorId
        });
        expect(glance.invoked).toHaveLength(1);
    });

    it('stops the join when a listener prevents it', async () => {
        const button = await showWithListener((event) => event.preventDefault());
        await button.press(JOIN);
        expect(glance.invoked).toEqual([]);
        expect(button.notice[0]).toBe('c.Glance_Error_preSessionStopped');
    });

    it('waits for all that listeners want to wait for, and takes their answers', async () => {
        let finish: () => void = () => undefined;
        const button = await showWithListener(({ detail }) => {
            detail.waitUntil(
                new Promise<void>((resolve) => {
                    finish = resolve;
                })
            );
            detail.waitUntil(Promise.resolve({ visitorId: 'the-spouse' }));
        });
        await button.press(JOIN);
        expect(glance.invoked).toEqual([]);
        finish();
        await settled();
        expect(glance.invoked).toMatchObject([{ visitorId: 'the-spouse' }]);
    });

    it('stops the join when one of several answers does', async () => {
        const button = await showWithListener(({ detail }) => {
            detail.waitUntil(Promise.resolve({ proceed: true }));
            detail.waitUntil(Promise.resolve({ proceed: false, message: 'Ask the manager.' }));
            detail.waitUntil(Promise.resolve({ proceed: true }));
        });
        await button.press(JOIN);
        expect(glance.invoked).toEqual([]);
        expect(button.notice[0]).toBe('Ask the manager.');
    });

    it('stops the join when what it waits for fails', async () => {
        const button = await showWithListener(({ detail }) => {
            detail.waitUntil(Promise.reject(new Error('offline')));
        });
        await button.press(JOIN);
        expect(glance.invoked).toEqual([]);
        expect(button.notice[0]).toBe('c.Glance_Error_preSessionFailed');
    });
});

describe('the pre-session flow', () => {
    const properties = {
        preSessionFlow: ' Glance_Check_Consent ',
        recordId: '003000000000001',
        objectApiName: 'Contact'
    };

    it('runs through Apex, with the record and the visitor', async () => {
        const button = await ShownButton.inviting(glance, properties);
        expect(flow).toHaveBeenCalledTimes(1);
        expect(flow).toHaveBeenCalledWith({
            settingsName: '',
            flowName: 'Glance_Check_Consent',
            recordId: '003000000000001',
            visitorId: button.visitorId,
            visitorIdField: ''
        });
        expect(glance.invoked).toHaveLength(1);
    });

    it('runs with the settings and the field of the page, which Apex checks', async () => {
        await ShownButton.inviting(glance, {
            ...properties,
            settingsName: ' Retail ',
            visitorIdField: ' Contact.Visitor__c '
        });
        expect(flow).toHaveBeenCalledWith(
            expect.objectContaining({
                settingsName: 'Retail',
                visitorIdField: 'Contact.Visitor__c'
            })
        );
    });

    it('makes the join one with the customer whom it was about', async () => {
        flow.mockResolvedValue({ proceed: true, visitorId: 'the-records-own' });
        glance.come('the-records-own');
        await ShownButton.inviting(glance, properties);
        expect(glance.invoked).toMatchObject([{ visitorId: 'the-records-own' }]);
    });

    it('may stop the join with a message', async () => {
        flow.mockResolvedValue({ proceed: false, message: 'No consent.', visitorId: null });
        const button = await ShownButton.inviting(glance, properties);
        expect(glance.invoked).toEqual([]);
        expect(button.notice[0]).toBe('No consent.');
    });

    it.each([
        [{ body: { message: 'flowMissing' } }, 'flowMissing'],
        [{ body: { message: 'recordUnreadable' } }, 'recordUnreadable'],
        [new Error('offline'), 'flowFailed']
    ])('stops the join when Apex fails with %p', async (thrown, code) => {
        flow.mockRejectedValue(thrown);
        const button = await ShownButton.inviting(glance, properties);
        expect(glance.invoked).toEqual([]);
        expect(button.notice[0]).toBe(`c.Glance_Error_${code}`);
    });

    it('does not run when there is none', async () => {
        await ShownButton.inviting(glance, { preSessionFlow: '  ' });
        expect(flow).not.toHaveBeenCalled();
    });
});

describe('the pre-session hooks', () => {
    it('run in order (function, event, flow), each with what the earlier ones changed', async () => {
        const order: string[] = [];
        flow.mockImplementation(async ({ visitorId }) => {
            order.push(`flow for ${visitorId}`);
            return null;
        });
        const button = await showWithListener(
            ({ detail }) => {
                order.push(`event for ${detail.visitorId}`);
                detail.waitUntil(Promise.resolve({ visitorId: 'third' }));
            },
            {
                preSessionFlow: 'Glance_Check_Consent',
                preSession: ({ visitorId }: PreSessionContext) => {
                    order.push(`function for ${visitorId}`);
                    return { visitorId: 'second' };
                }
            }
        );
        await button.press(JOIN);
        expect(order).toEqual([
            `function for ${button.visitorId}`,
            'event for second',
            'flow for third'
        ]);
        expect(glance.invoked).toMatchObject([{ visitorId: 'third' }]);
    });

    it('end with the first that stops', async () => {
        const listener = jest.fn();
        const button = await showWithListener(listener, {
            preSessionFlow: 'Glance_Check_Consent',
            preSession: () => ({ proceed: false })
        });
        await button.press(JOIN);
        expect(listener).not.toHaveBeenCalled();
        expect(flow).not.toHaveBeenCalled();
    });
});
