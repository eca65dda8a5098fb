import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, appAt, pageReferenceAt } from '../page/app-address.ts';
import { pageReferenceOf, urlOf } from '../page/page-reference.ts';
import { contactIds } from '../records.ts';

const [rosa = ''] = contactIds;
const recordUrl = `/lightning/r/Contact/${rosa}/view`;

test('a page reference and its URL say the same', () => {
    for (const url of [
        recordUrl,
        '/lightning/o/Case/list',
        '/lightning/page/home',
        '/lightning/n/Glance_Setup',
        `${recordUrl}?c__from=test`
    ]) {
        const reference = pageReferenceOf(url);
        assert.ok(reference, url);
        assert.equal(urlOf(reference), url);
    }
});

test('a record is found without its object in the URL', () => {
    assert.deepEqual(pageReferenceOf(`/lightning/r/${rosa}/view`)?.attributes, {
        objectApiName: 'Contact',
        recordId: rosa,
        actionName: 'view'
    });
});

test('what is not a page of Lightning has no reference', () => {
    assert.equal(pageReferenceOf('/other'), undefined);
    assert.throws(() => urlOf({ type: 'comm__namedPage', attributes: {}, state: {} }));
});

test('each app has addresses of its own, and the security switch stays', () => {
    const reference = pageReferenceAt(recordUrl);
    const inConsole = addressOf('console', reference, '?lws=off');
    assert.equal(inConsole, `/lightning/app/console/r/Contact/${rosa}/view?lws=off`);
    assert.equal(appAt(inConsole.split('?')[0] ?? ''), 'console');
    assert.deepEqual(pageReferenceAt(inConsole), reference);
    assert.equal(appAt('/lightning/console'), 'console');
    assert.equal(addressOf('standard', reference, ''), recordUrl);
});
