import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { readProject } from '../data/metadata/project.ts';
import { deploy } from '../test-runner/orgs.ts';
import { runTestClass } from '../test-runner/run-tests.ts';
import { testClassesIn } from '../test-runner/test-classes.ts';

/** Apex that isn't made for this runtime: written as in public projects, with tests whose expectations are the reference's. */
const folder = new URL('public-style', import.meta.url).pathname;
const { org, loaded } = deploy(readProject([folder]), () => undefined);

const classes = testClassesIn(loaded);

test('all of it is run', () => {
    assert.equal(classes.length, 9);
});

for (const testClass of classes) {
    describe(testClass.name, () => {
        for (const { method, failure } of runTestClass(org, loaded, testClass, folder)) {
            test(method, () => {
                assert.equal(failure, null, JSON.stringify(failure));
            });
        }
    });
}
