import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lightningPages } from '../org/flexipages.ts';
import { grants } from '../org/permissions.ts';
import { stagePages } from '../pages.ts';

const PAGE = `<FlexiPage>
    <flexiPageRegions>
        <itemInstances>
            <componentInstance>
                <componentName>force:detailPanel</componentName>
            </componentInstance>
        </itemInstances>
        <itemInstances>
            <componentInstance>
                <componentInstanceProperties>
                    <name>settingsName</name>
                    <value>Default</value>
                </componentInstanceProperties>
                <componentName>glanceJoin</componentName>
            </componentInstance>
        </itemInstances>
        <name>sidebar</name>
    </flexiPageRegions>
    <sobjectType>Contact</sobjectType>
    <type>RecordPage</type>
</FlexiPage>`;

const UTILITY_BAR = `<FlexiPage>
    <flexiPageRegions>
        <itemInstances>
            <componentInstance>
                <componentInstanceProperties>
                    <name>eager</name>
                    <type>decorator</type>
                    <value>true</value>
                </componentInstanceProperties>
                <componentInstanceProperties>
                    <name>label</name>
                    <type>decorator</type>
                    <value>Join</value>
                </componentInstanceProperties>
                <componentInstanceProperties>
                    <name>settingsName</name>
                    <value>Default</value>
                </componentInstanceProperties>
                <componentName>glanceJoinUtility</componentName>
            </componentInstance>
        </itemInstances>
        <name>utilityItems</name>
    </flexiPageRegions>
    <type>UtilityBar</type>
</FlexiPage>`;

test("a page's own components are read with their properties", () => {
    const { pages } = lightningPages(PAGE, 'Glance_Contact');
    assert.deepEqual(pages, [
        {
            type: 'RecordPage',
            objectApiName: 'Contact',
            components: [{ component: 'c/glanceJoin', properties: { settingsName: 'Default' } }]
        }
    ]);
    const objects = stagePages({ pages, utilities: [] }).map(({ objectApiName }) => objectApiName);
    assert.deepEqual(objects, ['Contact', 'Case', 'Lead', 'Account', undefined]);
});

test('a utility bar is read with what decorates its items', () => {
    assert.deepEqual(lightningPages(UTILITY_BAR, 'Bar').utilities, [
        {
            component: 'c/glanceJoinUtility',
            label: 'Join',
            icon: 'apps',
            properties: { settingsName: 'Default' },
            startAutomatically: true
        }
    ]);
});

test('permissions come with permission sets, and a field that a set grants is hidden without it', () => {
    const nothing = {
        label: '',
        objects: [],
        fields: [],
        classes: [],
        customPermissions: [],
        metadataTypes: [],
        principals: [],
        userPermissions: []
    };
    const sets = {
        permissionSets: [
            {
                ...nothing,
                name: 'agent',
                customPermissions: ['Join'],
                fields: [
                    { field: 'Contact.X__c', read: true, edit: false },
                    { field: 'Contact.Y__c', read: false, edit: false }
                ]
            }
        ],
        permissionSetGroups: [{ name: 'agents', label: '', permissionSets: ['agent'] }]
    };
    for (const assigned of ['agent', 'agents']) {
        assert.deepEqual(grants(sets, [assigned]), {
            customPermissions: ['Join'],
            unreadableFields: []
        });
    }
    assert.deepEqual(grants(sets, ['nope']), {
        customPermissions: [],
        unreadableFields: ['Contact.X__c']
    });
});
