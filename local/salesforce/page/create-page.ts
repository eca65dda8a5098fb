import { createElement, type LightningElement } from 'lwc';
import AppPage from 'one/appPage';
import HomePage from 'one/homePage';
import ObjectHome from 'one/objectHome';
import RecordPage from 'one/recordPage';
import { enclose, type Enclosure } from './enclosure.ts';
import type { PageReference } from './page-reference.ts';

/** A new element that shows a page, and tells the components in it where they are. */
export function createPage(
    reference: PageReference,
    enclosure: Omit<Enclosure, 'pageReference'>
): HTMLElement {
    return enclose(pageElement(reference), { ...enclosure, pageReference: reference });
}

function pageElement({ type, attributes }: PageReference): HTMLElement {
    switch (type) {
        case 'standard__recordPage':
            return element('one-record-page', RecordPage, {
                recordId: attributes['recordId'],
                objectApiName: attributes['objectApiName']
            });
        case 'standard__objectPage':
            return element('one-object-home', ObjectHome, {
                objectApiName: attributes['objectApiName']
            });
        case 'standard__navItemPage':
            return element('one-app-page', AppPage, { name: attributes['apiName'] });
        default:
            return element('one-home-page', HomePage, {});
    }
}

function element(tag: string, is: typeof LightningElement, properties: object): HTMLElement {
    return Object.assign(createElement(tag, { is }), properties);
}
