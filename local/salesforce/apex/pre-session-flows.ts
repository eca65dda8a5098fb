import type { Org } from '../org/org.ts';
import { AuraHandledException } from './aura-handled-exception.ts';

interface FlowInputs {
    readonly flowName: string;
    readonly recordId?: string | null;
    readonly objectApiName?: string | null;
    readonly visitorId?: string | null;
}

/** What a flow decides, as `GlancePreSession.Result` in Apex. */
export interface FlowOutputs {
    readonly proceed: boolean;
    readonly message: string | null;
    readonly visitorId: string | null;
    /** A JSON object as text. */
    readonly customInvokeArguments: string | null;
}

/** As in the package's `Glance_Check_Consent.flow-meta.xml`. */
const NO_CONSENT =
    'This contact has not agreed to share their screen. Ask for consent, select Glance Consent on the contact, and join again.';
const NOBODY =
    "You can't see a contact with this visitor ID, so nobody knows whether they agreed to share. If you should see the contact, ask your admin for access.";
const SEVERAL =
    "Several contacts have this visitor ID, so it isn't clear who has to agree. Ask your admin to remove the duplicates.";

type Flow = (org: Org, inputs: FlowInputs) => Promise<Partial<FlowOutputs>>;

/** The stage's autolaunched flows. What a flow does in Salesforce is written out here: flows can't be run outside an org. */
const flows: Readonly<Record<string, Flow>> = {
    /** The package's sample flow: finds the visitor's contact, and stops the join unless there is just one, who has consented. */
    Glance_Check_Consent: async (org, { visitorId }) => {
        const [contact, another] = [...org.records.values()].filter(
            ({ apiName, fields }) =>
                apiName === 'Contact' && visitorId && fields['Glance_Visitor_Id__c'] === visitorId
        );
        if (contact === undefined || another !== undefined) {
            return { proceed: false, message: contact === undefined ? NOBODY : SEVERAL };
        }
        return contact.fields['Glance_Consent__c'] === true
            ? { proceed: true }
            : { proceed: false, message: NO_CONSENT };
    },
    /** Takes its time. */
    Glance_Slow: async () => {
        await new Promise((resolve) => setTimeout(resolve, 20_000));
        return {};
    },
    /** Ends in a fault. */
    Glance_Broken: async () => {
        throw new AuraHandledException('flowFailed');
    }
};

/** Names of the stage's flows. */
export const flowNames: readonly string[] = Object.keys(flows);

/**
 * Runs a flow.
 * @throws {AuraHandledException} `flowMissing` or `flowFailed`
 */
export async function runFlow(org: Org, inputs: FlowInputs): Promise<FlowOutputs> {
    const flow = flows[inputs.flowName];
    if (flow === undefined) {
        throw new AuraHandledException('flowMissing');
    }
    const outputs = await flow(org, inputs);
    return {
        proceed: outputs.proceed !== false,
        message: outputs.message ?? null,
        visitorId: outputs.visitorId ?? inputs.visitorId ?? null,
        customInvokeArguments: outputs.customInvokeArguments ?? null
    };
}
