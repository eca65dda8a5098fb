import { LightningElement, api } from 'lwc';
import type { AppName } from '../../../page/app-address.ts';

/** Lightning Experience around the pages: header, navigation, content, utility bar. */
export default class App extends LightningElement {
    @api app: AppName = 'standard';
    @api lws = false;
    @api stagePanel: 'button' | 'builder' | 'flow' | undefined;

    get isStagePanel() {
        return this.stagePanel !== undefined;
    }

    get isButtonPanel() {
        return this.stagePanel === 'button';
    }

    get isBuilder() {
        return this.stagePanel === 'builder';
    }

    get isFlow() {
        return this.stagePanel === 'flow';
    }

    get isConsole() {
        return this.app === 'console' && !this.isStagePanel;
    }

    get hasUtilityBar() {
        return !this.isStagePanel;
    }
}
