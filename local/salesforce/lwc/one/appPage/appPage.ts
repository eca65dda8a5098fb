import { LightningElement, api } from 'lwc';

/** A Lightning page of its own, reached by a tab. */
export default class AppPage extends LightningElement {
    @api name = '';

    get heading() {
        return this.name.replaceAll('_', ' ');
    }
}
