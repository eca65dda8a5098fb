import { LightningElement } from 'lwc';
import { orgContext } from '../../../page/org-context.ts';

/** The header of every page. Search and the icons are for looks only. */
export default class GlobalHeader extends LightningElement {
    user = orgContext().user;

    get initials() {
        return this.user.name
            .split(' ')
            .map((word) => word.charAt(0))
            .join('');
    }
}
