import runPreSession from '@salesforce/apex/GlanceJoinController.runPreSession';
import { GlanceError, codeOf } from 'c/glanceErrors';
import type { PreSessionAnswer, PreSessionHook } from 'c/glanceJoinSession';

/** A flow, with what Apex needs to check before it runs it. */
export interface PreSessionFlow {
    readonly flowName: string;
    /** Empty for the default settings. */
    readonly settingsName: string;
    /** Path of the record's visitor id; empty for the field that the org's mapping names. */
    readonly visitorIdField: string;
}

/**
 * An autolaunched flow as a pre-session hook, run through Apex. Where there is a record, the flow and the join are about the
 * customer whom the record itself names.
 */
export function flowHook(flow: PreSessionFlow): PreSessionHook {
    return async ({ recordId, visitorId }) => {
        try {
            return (await runPreSession({ ...flow, recordId, visitorId })) as PreSessionAnswer;
        } catch (thrown) {
            throw new GlanceError(codeOf(thrown, 'flowFailed'));
        }
    };
}
