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

type Flow = (org: Org, inputs: FlowInputs) => Promise<Partial<FlowOutputs>>;

/** The stage's autolaunched flows. What a flow does in Salesforce is written out here: flows can't be run outside an org. */
const flows: Readonly<Record<string, Flow>> = {
    /** Stops the join of a contact who has not consented. */
    Glance_Check_Consent: async (org, { recordId }) => {
        const consent = org.records.get(recordId ?? '')?.fields['Glance_Consent__c'];
        return consent === false
            ? { proceed: false, message: 'This contact has not agreed to screen sharing.' }
            : { proceed: true };
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
