import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensureJava, type Machine } from '../java.ts';

/** A machine without Java; `installs` tells whether installing it works. */
function machine(mayInstall: boolean, installs: boolean): Machine & { tried: boolean } {
    let java = false;
    return {
        tried: false,
        hasJava: () => java,
        mayInstall: () => mayInstall,
        install() {
            this.tried = true;
            java = installs;
        }
    };
}

test('Java is installed where that is ours to do', () => {
    assert.deepEqual(ensureJava(machine(true, true)), {});
});

test('Java is not installed elsewhere, and the checks say why they are skipped', () => {
    const elsewhere = machine(false, true);
    assert.match(ensureJava(elsewhere).missing ?? '', /not installed/);
    assert.equal(elsewhere.tried, false);
});

test('an installation that fails is no Java', () => {
    assert.match(ensureJava(machine(true, false)).missing ?? '', /not installed/);
});
