import { FocusKeeper } from 'c/glanceFocus';

let root: HTMLElement;
let keeper: FocusKeeper;

function addButton(parent: HTMLElement = root): HTMLButtonElement {
    const button = document.createElement('button');
    parent.append(button);
    return button;
}

beforeEach(() => {
    root = document.createElement('div');
    document.body.append(root);
    keeper = new FocusKeeper();
    keeper.watch(root);
});

afterEach(() => document.body.replaceChildren());

describe('the focus', () => {
    it('is lost with the control that had it, once', () => {
        const button = addButton();
        button.focus();
        expect(keeper.lost()).toBe(false);
        button.remove();
        expect(keeper.lost()).toBe(true);
        expect(keeper.lost()).toBe(false);
    });

    it('is lost when its control can’t be used any more', () => {
        const button = addButton();
        button.focus();
        button.disabled = true;
        expect(keeper.lost()).toBe(true);
    });

    it('is not lost when the agent had left the control before', async () => {
        const button = addButton();
        button.focus();
        button.blur();
        await Promise.resolve();
        button.remove();
        expect(keeper.lost()).toBe(false);
    });

    it('is not lost when something else has it by now', () => {
        const button = addButton();
        button.focus();
        button.remove();
        addButton(document.body).focus();
        expect(keeper.lost()).toBe(false);
    });

    it('is not lost with a control that did not have it', () => {
        const button = addButton();
        addButton().focus();
        button.remove();
        expect(keeper.lost()).toBe(false);
    });
});

it('watches an element once, however often it is told to', () => {
    const listen = jest.spyOn(root, 'addEventListener');
    keeper.watch(root);
    expect(listen).not.toHaveBeenCalled();
});
