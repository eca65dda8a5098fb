import { LightningElement, api } from 'lwc';
import type { AppName } from '../../../page/app-address.ts';

/** Lightning Experience around the pages: header, navigation, content. */
export default class App extends LightningElement {
    @api app: AppName = 'standard';
    @api lws = false;

    get isConsole() {
        return this.app === 'console';
    }
}
