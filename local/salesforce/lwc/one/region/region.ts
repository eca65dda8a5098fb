import { LightningElement, api } from 'lwc';
import { placedComponents, type PlacedElement } from '../../../page/placed-components.ts';
import type { FlexiPage } from '../../../page/org-context.ts';

/** A region of a Lightning page: the components that the admin put there. */
export default class Region extends LightningElement {
    @api pageType: FlexiPage['type'] = 'RecordPage';
    @api recordId: string | undefined;
    @api objectApiName: string | undefined;
    /** Of an app page. */
    @api name: string | undefined;
    elements: readonly PlacedElement[] = [];

    async connectedCallback() {
        this.elements = await placedComponents(this.pageType, {
            objectApiName: this.objectApiName,
            name: this.name
        });
    }

    /** A component that is on a record's page is told the record; nothing below it is. */
    get components() {
        const record =
            this.recordId === undefined
                ? {}
                : { recordId: this.recordId, objectApiName: this.objectApiName };
        return this.elements.map(({ key, constructor, error, properties, takesRecord }) => ({
            key,
            constructor,
            error,
            properties: takesRecord ? { ...properties, ...record } : properties
        }));
    }
}
