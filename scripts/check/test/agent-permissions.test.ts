import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';

const folder = resolve(import.meta.dirname, '../../../force-app/main/default/permissionsets');
const file = join(folder, 'Glance_Agent.permissionset-meta.xml');
const { PermissionSet: agent } = new XMLParser({
    isArray: (name) => name.endsWith('Permissions')
}).parse(await readFile(file, 'utf8')) as {
    PermissionSet: {
        fieldPermissions: { field: string; editable: boolean; readable: boolean }[];
        userPermissions?: { name: string; enabled: boolean }[];
    };
};

test('agents may select the consent that the sample flow asks for', () => {
    const consent = agent.fieldPermissions.find(
        ({ field }) => field === 'Contact.Glance_Consent__c'
    );
    assert.deepEqual(consent, {
        editable: true,
        field: 'Contact.Glance_Consent__c',
        readable: true
    });
});

test('agents may not change whom they join', () => {
    const editable = agent.fieldPermissions.filter((each) => each.editable);
    assert.deepEqual(
        editable.map(({ field }) => field),
        ['Contact.Glance_Consent__c']
    );
});

test('agents may run flows', () => {
    assert.deepEqual(agent.userPermissions, [{ enabled: true, name: 'RunFlow' }]);
});
