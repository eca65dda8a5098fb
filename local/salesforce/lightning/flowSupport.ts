/** What a component tells the screen flow that it is part of. */
export interface FlowAttributeChange {
    readonly attributeName: string;
    readonly attributeValue: unknown;
}

export const FlowAttributeChangeEventName = 'lightning__flowattributechange';

/** Dispatched by a component on a flow's screen to change one of its own properties. */
export class FlowAttributeChangeEvent extends CustomEvent<FlowAttributeChange> {
    constructor(attributeName: string, attributeValue: unknown) {
        super(FlowAttributeChangeEventName, {
            bubbles: true,
            composed: true,
            detail: { attributeName, attributeValue }
        });
    }
}
