import { orgContext } from './org-context.ts';
import type { ControlValue } from './property-value.ts';

/**
 * What the controls of the button panel hold at first: the stage's group, web server and first customer, overridden by the query
 * (`?visitorId=cust-1002&presence=false&buttons=2`). A value of `true` or `false` sets a toggle.
 */
export function initialValues(search: string = location.search): Record<string, ControlValue> {
    const { groupId, webServer } = orgContext().stageDefaults;
    const values: Record<string, ControlValue> = {
        groupId,
        ...(webServer && { environment: 'custom', webServer, confirmedWebServer: webServer }),
        presence: true,
        visitorId: 'cust-1001'
    };
    for (const [name, text] of new URLSearchParams(search)) {
        values[name] = text === 'true' || text === 'false' ? text === 'true' : text;
    }
    return values;
}
