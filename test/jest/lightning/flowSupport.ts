/** As in Lightning, but for its detail, which Jest's own stand-in leaves out: the flow alone reads it there. */
export class FlowAttributeChangeEvent extends CustomEvent<object> {
    constructor(attributeName: string, attributeValue: unknown) {
        super('lightning__flowattributechange', {
            bubbles: true,
            composed: true,
            detail: { attributeName, attributeValue }
        });
    }
}
