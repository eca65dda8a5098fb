import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { ShownButton, newProperties } from 'test/jest/shownButton';

const glance = new FakeGlanceScript().install();
const starts = jest.fn();
const closed = jest.fn(async () => undefined);

class FakeAudioContext {
    currentTime = 1;
    destination = {};
    close = closed;
    createGain = (): object => ({ gain: { value: 1 }, connect: jest.fn() });
    createOscillator = (): object => ({
        frequency: { value: 0 },
        connect: jest.fn(),
        start: starts,
        stop: jest.fn()
    });
}

let toasts: unknown[] = [];
const note = (event: Event): void => {
    toasts.push((event as CustomEvent).detail);
};

async function come(button: ShownButton): Promise<void> {
    await button.fire('onvisitorconn', { connected: true });
}

async function go(button: ShownButton): Promise<void> {
    await button.fire('onvisitorconn', { connected: false });
    await jest.advanceTimersByTimeAsync(6_000);
}

beforeEach(() => {
    useFakeClock();
    glance.reset();
    starts.mockReset();
    closed.mockClear();
    toasts = [];
    Object.assign(globalThis, { AudioContext: FakeAudioContext });
    document.addEventListener('lightning__showtoast', note);
});

afterEach(() => {
    document.removeEventListener('lightning__showtoast', note);
    document.body.replaceChildren();
    Reflect.deleteProperty(globalThis, 'AudioContext');
    jest.useRealTimers();
});

describe('a customer who was waited for and comes', () => {
    it.each([
        [undefined, 0, 0],
        ['None', 0, 0],
        ['Toast', 1, 0],
        ['Sound', 0, 2],
        ['Toast and sound', 1, 2]
    ])('is told with the arrival alert %p', async (arrivalAlert, toastCount, toneCount) => {
        const button = await ShownButton.show(glance, { arrivalAlert });
        await come(button);
        expect(toasts).toHaveLength(toastCount);
        expect(starts).toHaveBeenCalledTimes(toneCount);
    });

    it('is told each time, and not while they only look at another page', async () => {
        const button = await ShownButton.show(glance, { arrivalAlert: 'toast' });
        await come(button);
        await button.fire('onpresence', { url: 'https://shop.example.com/cart' });
        expect(toasts).toHaveLength(1);
        await go(button);
        await come(button);
        expect(toasts).toHaveLength(2);
    });

    it('is told once, however many buttons of the page show it', async () => {
        const properties = { ...newProperties(), arrivalAlert: 'toast' };
        const button = await ShownButton.show(glance, properties);
        await ShownButton.show(glance, properties);
        await come(button);
        expect(toasts).toHaveLength(1);
    });

    it('is told with words', async () => {
        const button = await ShownButton.show(glance, { arrivalAlert: 'toast' });
        await come(button);
        expect(toasts).toEqual([
            expect.objectContaining({ title: 'c.Glance_Present', message: 'c.Glance_Arrival' })
        ]);
    });

    it('is shown all the same where there is no sound', async () => {
        Reflect.deleteProperty(globalThis, 'AudioContext');
        const button = await ShownButton.show(glance, { arrivalAlert: 'sound' });
        await come(button);
        expect(button.headline).toBe('c.Glance_Present');
    });
});

describe('nobody is told', () => {
    it('of a customer who was there when the agent came', async () => {
        await ShownButton.present(glance, { arrivalAlert: 'toast' });
        expect(toasts).toEqual([]);
    });

    it('of the next record’s customer because the former one was waited for', async () => {
        const button = await ShownButton.show(glance, { arrivalAlert: 'toast' });
        glance.come('the-next');
        await button.set({ visitorId: 'the-next' });
        await settled();
        expect(button.headline).toBe('c.Glance_Present');
        expect(toasts).toEqual([]);
    });
});
