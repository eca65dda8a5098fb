import { LightningElement } from 'lwc';
import { bundles } from '../../../page/bundles.ts';
import { navigateByDocument } from '../../../page/link-navigator.ts';
import { listRecords } from '../../../page/list-records.ts';
import { orgContext, type FlexiPage, type PlacedComponent } from '../../../page/org-context.ts';
import { designProperties } from '../../../page/design-values.ts';
import { placedElement, type PlacedElement } from '../../../page/placed-components.ts';

function pageLabel({ type, objectApiName }: FlexiPage): string {
    return objectApiName === undefined
        ? type.replace(/(?<=[a-z])(?=[A-Z])/, ' ')
        : `${objectApiName} Record Page`;
}

/** App Builder, and App Manager for the utility bar, as far as the properties of the stage's components go. */
export default class AppBuilder extends LightningElement {
    pageIndex = '0';
    position = 0;
    properties: PlacedComponent['properties'] = {};
    recordId: string | undefined;
    element: PlacedElement | undefined;
    status = '';

    async connectedCallback() {
        navigateByDocument();
        await this.openPage('0');
    }

    /** The pages, then each utility as if it were alone on a page. */
    get places(): readonly FlexiPage[] {
        const { pages, utilities } = orgContext();
        return [
            ...pages,
            ...utilities.map((item) => ({ type: 'UtilityBar' as const, components: [item] }))
        ];
    }

    get pages() {
        return this.places.map((page, i) => ({ label: pageLabel(page), value: String(i) }));
    }

    get page() {
        return this.places[Number(this.pageIndex)];
    }

    get placed() {
        return this.page?.components[this.position];
    }

    get entry() {
        return bundles().manifest.bundles[this.placed?.component.replace('c/', '') ?? ''];
    }

    get componentLabel() {
        return this.entry?.config.masterLabel || this.placed?.component;
    }

    get isOffered() {
        return (
            this.page !== undefined &&
            this.entry?.config.targets.includes(`lightning__${this.page.type}`)
        );
    }

    get error() {
        return this.element?.error;
    }

    get component() {
        return this.element?.constructor;
    }

    get description() {
        return this.entry?.config.description;
    }

    get fields() {
        if (this.entry === undefined || this.page === undefined) {
            return [];
        }
        return designProperties(this.entry, this.page.type).map((property) => ({
            key: `${this.pageIndex} ${property.name}`,
            property,
            value: this.properties[property.name] ?? property.default ?? ''
        }));
    }

    get preview() {
        const record =
            this.recordId === undefined || !this.element?.takesRecord
                ? {}
                : { recordId: this.recordId, objectApiName: this.page?.objectApiName };
        return { ...this.element?.properties, ...record };
    }

    async handlePage(event: CustomEvent<{ value: string }>) {
        await this.openPage(event.detail.value);
    }

    async handleValue(event: CustomEvent<{ name: string; value: string | boolean }>) {
        const { name, value } = event.detail;
        this.properties = { ...this.properties, [name]: value };
        this.status = 'Not saved';
        await this.show();
    }

    async handleSave() {
        const refused = Object.values(this.properties).find((value) =>
            String(value).includes('{!')
        );
        if (refused !== undefined) {
            // App Builder takes `{!…}` for an expression of its own, and knows few of them.
            this.status = `${refused} isn’t a valid expression`;
            return;
        }
        const utility = Number(this.pageIndex) - orgContext().pages.length;
        const address =
            utility < 0
                ? `/stage/pages/${this.pageIndex}/components/${this.position}`
                : `/stage/utilities/${utility}`;
        const response = await fetch(address, {
            method: 'PUT',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(this.properties)
        });
        this.status = response.ok ? 'Saved' : 'Saving failed';
    }

    async openPage(index: string) {
        this.pageIndex = index;
        this.properties = this.placed?.properties ?? {};
        this.status = '';
        this.element = undefined;
        const records =
            this.page?.objectApiName === undefined
                ? []
                : await listRecords(this.page.objectApiName);
        this.recordId = records[0]?.id;
        await this.show();
    }

    async show() {
        if (this.page !== undefined && this.placed !== undefined && this.isOffered) {
            const placed = { ...this.placed, properties: this.properties };
            this.element = await placedElement(placed, this.page.type, this.position);
        }
    }
}
