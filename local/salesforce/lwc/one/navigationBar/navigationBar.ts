import { LightningElement, api } from 'lwc';
import { layouts } from '../../../page/layouts.ts';
import { currentPageReference, navigate } from '../../../page/navigation.ts';
import { urlOf, type PageReference } from '../../../page/page-reference.ts';

const home: PageReference = {
    type: 'standard__namedPage',
    attributes: { pageName: 'home' },
    state: {}
};

const items = [
    { key: 'Home', label: 'Home', reference: home },
    ...['Contact', 'Case', 'Lead', 'Account'].map((objectApiName) => ({
        key: objectApiName,
        label: layouts[objectApiName]?.pluralLabel ?? objectApiName,
        reference: {
            type: 'standard__objectPage',
            attributes: { objectApiName, actionName: 'list' },
            state: {}
        }
    }))
];

/** The app's name and its items, as with standard navigation. */
export default class NavigationBar extends LightningElement {
    /** Whether what is shown belongs to none of the items. */
    @api noItem = false;
    active = '';
    unsubscribe = () => {};

    connectedCallback() {
        const follow = (reference: PageReference) => {
            this.active = reference.attributes['objectApiName'] ?? (this.noItem ? '' : 'Home');
        };
        this.unsubscribe = currentPageReference.subscribe(follow);
        follow(currentPageReference.value);
    }

    disconnectedCallback() {
        this.unsubscribe();
    }

    get items() {
        return items.map(({ key, label, reference }) => ({
            key,
            label,
            href: urlOf(reference),
            className:
                key === this.active
                    ? 'slds-context-bar__item slds-is-active'
                    : 'slds-context-bar__item',
            current: key === this.active ? 'page' : undefined
        }));
    }

    handleClick(event: MouseEvent) {
        event.preventDefault();
        const key = (event.currentTarget as HTMLElement).dataset['key'];
        const item = items.find((candidate) => candidate.key === key);
        if (item !== undefined) {
            navigate(item.reference);
        }
    }
}
