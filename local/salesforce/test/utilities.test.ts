import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Utilities } from '../page/utilities.ts';

let utilities: Utilities;

beforeEach(() => {
    const item = { component: 'c/x', icon: 'screen', properties: {} };
    utilities = new Utilities([
        { ...item, label: 'First', startAutomatically: true },
        { ...item, label: 'Second', startAutomatically: false }
    ]);
});

function visible(): string[] {
    return utilities
        .all()
        .filter(({ utilityVisible }) => utilityVisible)
        .map(({ id }) => id);
}

test('only what starts automatically is loaded before its panel is opened', () => {
    assert.deepEqual(
        utilities.all().map(({ isLoaded }) => isLoaded),
        [true, false]
    );
    utilities.open('utilityItem1');
    assert.equal(utilities.info('utilityItem1').isLoaded, true);
});

test('one panel is open at a time, unless one is popped out', () => {
    utilities.open('utilityItem0');
    utilities.open('utilityItem1');
    assert.deepEqual(visible(), ['utilityItem1']);
    utilities.popOut('utilityItem1', true);
    utilities.open('utilityItem0');
    assert.deepEqual(visible(), ['utilityItem0', 'utilityItem1']);
});

test('a click opens, the next one minimizes, and each is told', () => {
    const told: object[] = [];
    utilities.onClick('utilityItem0', (response) => told.push(response));
    utilities.click('utilityItem0');
    utilities.click('utilityItem0');
    assert.deepEqual(told, [
        { utilityId: 'utilityItem0', panelVisible: true },
        { utilityId: 'utilityItem0', panelVisible: false }
    ]);
});

test('an update changes what it names and nothing else', () => {
    utilities.update('utilityItem0', { utilityLabel: 'New', utilityHighlighted: true });
    const { utilityLabel, utilityHighlighted, utilityIcon, panelHeaderLabel, panelWidth } =
        utilities.info('utilityItem0');
    assert.deepEqual(
        { utilityLabel, utilityHighlighted, utilityIcon, panelHeaderLabel, panelWidth },
        {
            utilityLabel: 'New',
            utilityHighlighted: true,
            utilityIcon: 'screen',
            panelHeaderLabel: 'First',
            panelWidth: 340
        }
    );
});

test('an unknown utility is an error', () => {
    assert.throws(() => utilities.open('utilityItem9'), /no utility/);
});
