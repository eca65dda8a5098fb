import { LightningElement, createElement } from 'lwc';
import { FlowAttributeChangeEventName } from 'lightning/flowSupport';
import { bundles } from '../../../page/bundles.ts';
import { designProperties } from '../../../page/design-values.ts';
import { navigateByDocument } from '../../../page/link-navigator.ts';

const COMPONENT = 'glanceJoinStep';

type Step = HTMLElement & {
    validate(): { readonly isValid: boolean; readonly errorMessage?: string };
};
type Values = Record<string, unknown>;

/**
 * A screen flow of two screens: the package's step, and what it has put out. It does what Lightning's runtime of flows is
 * documented to do: what has no value is `null`, outputs are set when the component tells them, and a screen that is shown
 * again gets a new component with the former values. The query presets the inputs: `?recordId=…&waitForEnd=true`.
 */
export default class FlowScreen extends LightningElement {
    isLast = false;
    error = '';
    values: Values = {};
    step: Step | undefined;

    async connectedCallback() {
        navigateByDocument();
        const query = new URLSearchParams(location.search);
        for (const { name, type } of this.properties) {
            const given = query.get(name);
            this.values[name] = type === 'Boolean' ? given === 'true' : given;
        }
        await this.showStep();
    }

    get properties() {
        const entry = bundles().manifest.bundles[COMPONENT];
        return entry === undefined ? [] : designProperties(entry, 'FlowScreen');
    }

    get outputs() {
        return this.properties
            .filter(({ role }) => role === 'outputOnly')
            .map(({ name, label }) => ({
                key: `value of ${name}`,
                name,
                label,
                value: String(this.values[name] ?? '—')
            }));
    }

    handleNext() {
        const { isValid, errorMessage } = this.step?.validate() ?? { isValid: true };
        this.error = isValid ? '' : (errorMessage ?? '');
        if (isValid) {
            this.step?.remove();
            this.isLast = true;
        }
    }

    async handlePrevious() {
        this.isLast = false;
        await this.showStep();
    }

    async showStep() {
        try {
            const is = await bundles().loader.component(`c/${COMPONENT}`);
            const step = createElement('c-glance-join-step', { is }) as Step;
            step.addEventListener(FlowAttributeChangeEventName, (event) => {
                const { attributeName, attributeValue } = (event as CustomEvent).detail;
                this.values[attributeName] = attributeValue;
                Object.assign(step, { [attributeName]: attributeValue });
            });
            this.step = Object.assign(step, this.values);
            this.template?.querySelector('.screen')?.append(step);
        } catch (thrown) {
            this.error = String(thrown);
        }
    }
}
