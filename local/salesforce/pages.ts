import { groupId } from '../people.ts';
import type { FlexiPage, OrgContext } from './page/org-context.ts';
import type { UtilityItem } from './page/utilities.ts';

/**
 * The properties that every Glance component on the stage needs.
 * @param glanceUrl origin of the stage's Glance
 */
export function stageDefaults(glanceUrl: string): OrgContext['stageDefaults'] {
    const { host } = new URL(glanceUrl);
    return { groupId: String(groupId), webServer: host, presenceServer: host };
}

/**
 * The stage's Lightning pages, as an admin would lay them out in App Builder. Properties that are not set here have the
 * defaults of the component's `js-meta.xml`, as they have when a component is dropped on a page.
 * @param glanceUrl origin of the stage's Glance
 */
export function flexiPages(glanceUrl: string): FlexiPage[] {
    const glance = stageDefaults(glanceUrl);
    const recordPage = (
        objectApiName: string,
        visitorIdField = 'Glance_Visitor_Id__c'
    ): FlexiPage => ({
        type: 'RecordPage',
        objectApiName,
        sidebar: [{ component: 'c/glanceJoin', properties: { ...glance, visitorIdField } }]
    });
    return [
        recordPage('Contact'),
        recordPage('Case', 'Contact.Glance_Visitor_Id__c'),
        recordPage('Lead'),
        recordPage('Account'),
        { type: 'HomePage', sidebar: [{ component: 'c/glanceJoin', properties: glance }] }
    ];
}

/** The utilities of both apps, as an admin would add them in App Manager. One that the package hasn't got is not there. */
export function utilityItems(glanceUrl: string): UtilityItem[] {
    return [
        {
            component: 'c/glanceJoinUtility',
            label: 'Glance',
            icon: 'screen',
            startAutomatically: true,
            properties: stageDefaults(glanceUrl)
        }
    ];
}
