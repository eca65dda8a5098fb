import { LightningElement, api } from 'lwc';
import type { AppName } from '../../../page/app-address.ts';

/** Lightning Experience around the pages: header, navigation, content. */
export default class App extends LightningElement {
    @api app: AppName = 'standard';
    @api lws = false;
    @api stagePanel: 'button' | 'builder' | undefined;

    get isStagePanel() {
        return this.stagePanel !== undefined;
    }

    get isButtonPanel() {
        return this.stagePanel === 'button';
    }
}
