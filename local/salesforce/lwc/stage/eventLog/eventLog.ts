import { LightningElement, api } from 'lwc';

/** An event that a component dispatched. */
export interface LoggedEvent {
    readonly key: number;
    readonly time: string;
    readonly source: string;
    readonly type: string;
    readonly detail: string;
}

/** The events of the components on the stage, the latest first. */
export default class EventLog extends LightningElement {
    @api events: readonly LoggedEvent[] = [];

    get isEmpty() {
        return this.events.length === 0;
    }

    handleClear() {
        this.dispatchEvent(new CustomEvent('clear'));
    }
}
