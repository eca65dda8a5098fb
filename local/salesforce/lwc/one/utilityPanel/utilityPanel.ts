import { LightningElement, api, createElement } from 'lwc';
import { utilities } from '../../../page/app-utilities.ts';
import { bundles } from '../../../page/bundles.ts';
import { enclose } from '../../../page/enclosure.ts';
import { designValues } from '../../../page/design-values.ts';
import type { UtilityInfo } from '../../../page/utilities.ts';

/** A utility's panel. Its component is made once and lives on while the panel is minimized. */
export default class UtilityPanel extends LightningElement {
    @api info: UtilityInfo | undefined;
    made = false;
    error = '';

    get panelClass() {
        const { utilityVisible, utilityPoppedOut } = this.info ?? {};
        return [
            'panel',
            utilityVisible ? '' : 'slds-hide',
            utilityPoppedOut ? 'popped-out' : 'docked'
        ].join(' ');
    }

    get panelStyle() {
        const { panelWidth, panelHeight } = this.info ?? {};
        return `inline-size: ${panelWidth}px; block-size: ${panelHeight}px`;
    }

    get icon() {
        return `utility:${this.info?.panelHeaderIcon}`;
    }

    get isModal() {
        return this.info?.utilityVisible && utilities().isModal(this.info.id);
    }

    get canPopOut() {
        return this.info !== undefined && utilities().canPopOut(this.info.id);
    }

    get popOutLabel() {
        return this.info?.utilityPoppedOut ? 'Pop-in' : 'Pop-out';
    }

    get popOutIcon() {
        return this.info?.utilityPoppedOut ? 'utility:pop_in' : 'utility:new_window';
    }

    async renderedCallback() {
        if (!this.made) {
            this.made = true;
            await this.makeComponent();
        }
    }

    async makeComponent() {
        const id = this.info?.id ?? '';
        const { component, properties } = utilities().item(id);
        const { manifest, loader } = bundles();
        const entry = manifest.bundles[component.replace('c/', '')];
        try {
            const constructor = await loader.component(component);
            const tag = component.replace('/', '-').replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
            const element: HTMLElement = createElement(tag, { is: constructor });
            enclose(element, {
                utilityId: id,
                isActive: () => this.info?.utilityVisible === true
            });
            if (entry !== undefined) {
                Object.assign(element, designValues(entry, 'UtilityBar', properties));
            }
            this.template?.querySelector('.body')?.append(element);
        } catch (thrown) {
            console.error(thrown);
            this.error = String(thrown);
        }
    }

    handleMinimize() {
        if (this.info !== undefined) {
            utilities().minimize(this.info.id);
        }
    }

    handlePopOut() {
        if (this.info !== undefined) {
            utilities().popOut(this.info.id, !this.info.utilityPoppedOut);
        }
    }
}
