import { LightningElement, api } from 'lwc';

/** Says that this is no Salesforce, and whether Lightning Web Security is on. */
export default class StageBadge extends LightningElement {
    @api lws = false;

    get security() {
        return this.lws ? 'Lightning Web Security on' : 'Lightning Web Security OFF';
    }

    get switchLabel() {
        return this.lws ? 'switch it off' : 'switch it on';
    }

    get switchAddress() {
        return this.lws ? '?lws=off' : '?';
    }
}
