import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cwd } from 'node:process';
import { PROPERTY_LABELS } from '../propertyLabels';

const read = (...path: string[]): string =>
    readFileSync(join(cwd(), 'force-app/main/default', ...path), 'utf8');
const card = read('lwc', 'glanceJoin', 'glanceJoin.js-meta.xml');
const fieldLabel = (field: string): string | undefined =>
    /<label>([^<]*)<\/label>/.exec(
        read('objects', 'Glance_Settings__mdt', 'fields', `${field}.field-meta.xml`)
    )?.[1];

describe('what an admin calls a property', () => {
    it.each([
        ['custom-invoke', 'customFunction'],
        ['custom-arguments', 'customArguments'],
        ['custom-invoke-when', 'customInvokeWhen'],
        ['arrival-alert', 'arrivalAlert'],
        ['open-location', 'openLocation']
    ])('is for %s what App Builder shows for %s', (property, name) => {
        expect(card).toMatch(
            new RegExp(`name="${name}"[^>]* label="${PROPERTY_LABELS[property]}"`)
        );
    });

    it.each([
        ['group-id', 'Group_Id__c'],
        ['environment', 'Environment__c'],
        ['web-server', 'Web_Server__c'],
        ['presence-server', 'Presence_Server__c'],
        ['auth-url', 'Login_Key_Url__c'],
        ['open-viewer-when', 'Open_Viewer_When__c'],
        ['session-key-from', 'Session_Key__c']
    ])('is for %s what Setup shows for %s', (property, field) => {
        expect(PROPERTY_LABELS[property]).toBe(fieldLabel(field));
    });
});
