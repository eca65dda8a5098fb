import runPreSession from '@salesforce/apex/GlanceJoinController.runPreSession';
import { GlanceError, codeOf } from 'c/glanceErrors';
import type { PreSessionAnswer, PreSessionHook } from 'c/glanceJoinSession';

/** An autolaunched flow as a pre-session hook, run through Apex. */
export function flowHook(flowName: string): PreSessionHook {
    return async ({ recordId, objectApiName, visitorId }) => {
        try {
            return (await runPreSession({
                flowName,
                recordId,
                objectApiName,
                visitorId
            })) as PreSessionAnswer;
        } catch (thrown) {
            throw new GlanceError(codeOf(thrown, 'flowFailed'));
        }
    };
}
