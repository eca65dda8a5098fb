import { LightningElement, api } from 'lwc';
import type { DesignProperty } from '../../../build/component-config.ts';
import { designOptions } from '../../../page/design-options.ts';

/**
 * A property in App Builder's panel: its control follows the type and data source in `js-meta.xml`.
 * @fires valuechange `{name, value}`
 */
export default class DesignField extends LightningElement {
    @api property: DesignProperty | undefined;
    @api value: string | number | boolean = '';
    @api objectApiName: string | undefined;
    options: readonly { label: string; value: string }[] = [];

    async connectedCallback() {
        if (this.property !== undefined) {
            this.options = await designOptions(this.property, this.objectApiName);
        }
    }

    get hasOptions() {
        return this.property?.datasource !== undefined;
    }

    get isBoolean() {
        return this.property?.type === 'Boolean';
    }

    get inputType() {
        return this.property?.type === 'Integer' ? 'number' : 'text';
    }

    get isRequired() {
        return this.property?.required === 'true';
    }

    get text() {
        return String(this.value);
    }

    get isChecked() {
        return String(this.value) === 'true';
    }

    handleChange(event: CustomEvent<{ value: string; checked: boolean }>) {
        const value = this.isBoolean ? event.detail.checked : event.detail.value;
        this.dispatchEvent(
            new CustomEvent('valuechange', { detail: { name: this.property?.name, value } })
        );
    }
}
