import type { FlexiPage } from './page/org-context.ts';

/**
 * The stage's Lightning pages, as an admin would lay them out in App Builder. Properties that are not set here have the
 * defaults of the component's `js-meta.xml`, as they have when a component is dropped on a page.
 */
export const flexiPages: readonly FlexiPage[] = [
    {
        type: 'RecordPage',
        objectApiName: 'Contact',
        sidebar: [{ component: 'c/glanceJoin', properties: {} }]
    },
    {
        type: 'RecordPage',
        objectApiName: 'Case',
        sidebar: [
            {
                component: 'c/glanceJoin',
                properties: { visitorIdField: 'Contact.Glance_Visitor_Id__c' }
            }
        ]
    },
    {
        type: 'RecordPage',
        objectApiName: 'Lead',
        sidebar: [{ component: 'c/glanceJoin', properties: {} }]
    },
    {
        type: 'RecordPage',
        objectApiName: 'Account',
        sidebar: [{ component: 'c/glanceJoin', properties: {} }]
    },
    { type: 'HomePage', sidebar: [{ component: 'c/glanceJoin', properties: {} }] }
];
