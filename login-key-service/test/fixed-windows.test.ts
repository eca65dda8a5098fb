import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedWindows } from '../src/http/fixed-windows.ts';

test('a key is counted within its window, which then begins anew', () => {
    const count = fixedWindows({ length: 60_000, capacity: 10 });
    assert.deepEqual(count('a', 0), { count: 1, secondsLeft: 60 });
    assert.deepEqual(count('a', 59_001), { count: 2, secondsLeft: 1 });
    assert.deepEqual(count('b', 59_001), { count: 1, secondsLeft: 60 });
    assert.deepEqual(count('a', 60_000), { count: 1, secondsLeft: 60 });
    assert.deepEqual(count('b', 60_000), { count: 2, secondsLeft: 60 });
});

test('memory is bounded: beyond the capacity the window that ends first is dropped', () => {
    const count = fixedWindows({ length: 60_000, capacity: 2 });
    for (const [now, key] of ['a', 'b', 'c'].entries()) count(key, now);
    assert.equal(count('c', 10).count, 2);
    assert.equal(count('b', 10).count, 2);
    assert.equal(count('a', 10).count, 1);
});
