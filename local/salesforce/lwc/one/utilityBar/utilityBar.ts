import { LightningElement } from 'lwc';
import { utilities } from '../../../page/app-utilities.ts';
import type { UtilityInfo } from '../../../page/utilities.ts';

/** The bar at the bottom with the app's utilities, and their panels above it. */
export default class UtilityBar extends LightningElement {
    utilities: readonly UtilityInfo[] = utilities().all();

    connectedCallback() {
        utilities().onChange(() => {
            this.utilities = utilities().all();
        });
    }

    get items() {
        return this.utilities.map((info) => ({
            id: info.id,
            label: info.utilityLabel,
            icon: `utility:${info.utilityIcon}`,
            variant: info.utilityIconVariant ?? '',
            isLoaded: info.isLoaded,
            info,
            pressed: info.utilityVisible ? 'true' : 'false',
            itemClass: [
                'slds-utility-bar__item',
                info.utilityHighlighted ? 'slds-has-notification' : '',
                info.utilityPoppedOut ? 'slds-utility-bar__item_pop-out' : ''
            ].join(' '),
            buttonClass: `slds-button slds-utility-bar__action ${info.utilityVisible ? 'slds-is-active' : ''}`
        }));
    }

    get isEmpty() {
        return this.utilities.length === 0;
    }

    handleClick(event: Event) {
        const id = (event.currentTarget as HTMLElement).dataset['id'];
        if (id !== undefined) {
            utilities().click(id);
        }
    }
}
