import { FakeGlanceScript } from 'test/jest/fakeGlanceScript';
import { settled, useFakeClock } from 'test/jest/page';
import { OpenedViewers } from 'test/jest/openedViewers';
import { ShownButton } from 'test/jest/shownButton';

const JOIN = 'c.Glance_Join';
const CANCEL = 'c.Glance_Cancel';
const WAITING = 'c.Glance_Waiting';
const glance = new FakeGlanceScript().install();
const viewers = new OpenedViewers();

/** A click as a mouse makes it: `clicks` counts those at one place in quick succession. */
function click(control: HTMLElement, clicks: number): void {
    control.dispatchEvent(
        new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, detail: clicks })
    );
}

/** Enter on a control, as a browser turns it into a click. */
function enter(control: HTMLElement, repeat: boolean): void {
    const down = new KeyboardEvent('keydown', {
        key: 'Enter',
        repeat,
        bubbles: true,
        composed: true,
        cancelable: true
    });
    if (control.dispatchEvent(down)) {
        click(control, 0);
    }
}

beforeEach(() => {
    useFakeClock();
    glance.reset();
    viewers.reset();
});

afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
});

describe('a double click on Join', () => {
    it('asks once and withdraws nothing', async () => {
        const button = await ShownButton.present(glance);
        click(button.control(JOIN), 1);
        await settled();
        click(button.control(CANCEL), 2);
        await settled();
        expect(button.tone).toBe('busy');
        expect(glance.calls).toHaveLength(1);
    });

    it('finds no control at its place that does anything', async () => {
        const button = await ShownButton.inviting(glance);
        const [place] = button.all<HTMLButtonElement>('.actions > *');
        expect(place?.textContent?.trim()).toBe(WAITING);
        expect(place?.disabled).toBe(true);
        expect(button.controls.at(-1)).toBe(CANCEL);
    });

    it('asks no second time when the first came to nothing at once', async () => {
        glance.onInvoke = (_invoked, { onfail }) => onfail('error');
        const button = await ShownButton.present(glance);
        await button.press(JOIN);
        expect(button.controls).toContain(JOIN);
        // A tap tells no count.
        await button.press(JOIN);
        expect(glance.calls).toHaveLength(1);
        await jest.advanceTimersByTimeAsync(700);
        await button.press(JOIN);
        expect(glance.calls).toHaveLength(2);
    });

    it('does not lock the button when the clock is set back', async () => {
        glance.onInvoke = (_invoked, { onfail }) => onfail('error');
        const button = await ShownButton.present(glance);
        await button.press(JOIN);
        jest.setSystemTime(Date.now() - 3_600_000);
        await button.press(JOIN);
        expect(glance.calls).toHaveLength(2);
    });
});

describe('Enter', () => {
    it('that is held asks once, and withdraws nothing', async () => {
        const button = await ShownButton.present(glance);
        enter(button.control(JOIN), false);
        await settled();
        for (let repeats = 0; repeats < 10; repeats += 1) {
            enter(button.control(CANCEL), true);
        }
        await settled();
        expect(button.tone).toBe('busy');
        expect(glance.calls).toHaveLength(1);
    });

    it('that is pressed twice withdraws nothing: the focus is on no control', async () => {
        const focused = jest.spyOn(HTMLElement.prototype, 'focus');
        const button = await ShownButton.inviting(glance);
        expect(focused.mock.contexts.at(-1)).toBe(button.find('.headline'));
        focused.mockRestore();
    });

    it('withdraws when the agent means it', async () => {
        const button = await ShownButton.inviting(glance);
        enter(button.control(CANCEL), false);
        await settled();
        expect(button.notice).toEqual(['c.Glance_Cancelled']);
    });

    it('held in the field for a session key enters one key', async () => {
        const button = await ShownButton.show(glance, { presence: false });
        await button.press(JOIN);
        const passed = button.keyField?.dispatchEvent(
            new KeyboardEvent('keydown', {
                key: 'Enter',
                repeat: true,
                bubbles: true,
                composed: true,
                cancelable: true
            })
        );
        expect(passed).toBe(false);
    });

    it.each(['a', 'Backspace', ' '])('is alone in that: %p may be held', async (key) => {
        const button = await ShownButton.show(glance, { presence: false });
        await button.press(JOIN);
        const held = { key, repeat: true, bubbles: true, composed: true, cancelable: true };
        expect(button.keyField?.dispatchEvent(new KeyboardEvent('keydown', held))).toBe(true);
    });
});
