import { LightningElement, api } from 'lwc';
import type { PropertyControl } from '../../../page/property-control.ts';
import type { ControlValue } from '../../../page/property-value.ts';

/**
 * A control for one public property.
 * @fires valuechange `{name, value}`
 */
export default class PropertyField extends LightningElement {
    @api control: PropertyControl | undefined;
    @api value: ControlValue = '';
    @api message = '';

    get isToggle() {
        return this.control?.kind === 'toggle';
    }

    get isJson() {
        return this.control?.kind === 'json';
    }

    get isChoice() {
        return this.control?.kind === 'choice';
    }

    get options() {
        return ['', ...(this.control?.choices ?? [])].map((choice) => ({
            label: choice === '' ? '—' : choice,
            value: choice
        }));
    }

    handleChange(event: CustomEvent<{ value: string; checked: boolean }>) {
        const value = this.isToggle ? event.detail.checked : event.detail.value;
        this.dispatchEvent(
            new CustomEvent('valuechange', { detail: { name: this.control?.name, value } })
        );
    }
}
