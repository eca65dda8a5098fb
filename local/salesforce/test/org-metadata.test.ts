import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metadataFields } from '../org/custom-metadata.ts';
import { lightningPages } from '../org/flexipages.ts';
import { grants, permissionSet } from '../org/permission-sets.ts';
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
    const agent = permissionSet(`<PermissionSet>
        <customPermissions><enabled>true</enabled><name>Join</name></customPermissions>
        <customPermissions><enabled>false</enabled><name>Other</name></customPermissions>
        <fieldPermissions><field>Contact.X__c</field><readable>true</readable></fieldPermissions>
    </PermissionSet>`);
    assert.deepEqual(grants({ agent }, ['agent']), {
        customPermissions: ['Join'],
        unreadableFields: []
    });
    assert.deepEqual(grants({ agent }, ['nope']), {
        customPermissions: [],
        unreadableFields: ['Contact.X__c']
    });
});

test('the fields of a custom metadata record keep their types', () => {
    assert.deepEqual(
        metadataFields(`<CustomMetadata xmlns:xsi="x" xmlns:xsd="y">
            <values><field>A__c</field><value xsi:type="xsd:string">12345</value></values>
            <values><field>B__c</field><value xsi:type="xsd:double">60</value></values>
            <values><field>C__c</field><value xsi:type="xsd:boolean">false</value></values>
            <values><field>D__c</field><value xsi:nil="true"/></values>
        </CustomMetadata>`),
        { A__c: '12345', B__c: 60, C__c: false, D__c: null }
    );
});
