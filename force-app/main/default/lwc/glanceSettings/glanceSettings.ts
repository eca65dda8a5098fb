import mayJoin from '@salesforce/customPermission/Glance_Join';
import getContext from '@salesforce/apex/GlanceJoinController.getContext';
import { GlanceError, codeOf, isErrorCode } from 'c/glanceErrors';
import type { GlanceSettings } from './types';

export { buttonProperties } from './buttonProperties';
export type { ButtonProperties } from './buttonProperties';
export type { GlanceSettings };
export { visitorFieldsAt } from './personField';
export { visitorIdOf } from './visitorIdOf';
export type { VisitorIdResult } from './visitorIdOf';

/** The path of the visitor id field of an object, e.g. `Contact.Glance_Visitor_Id__c` on a case; `null` when none is set. */
export function visitorFieldOf(
    settings: GlanceSettings | null,
    objectApiName: string | undefined
): string | null {
    const mapped = settings?.visitorFields.find((field) => field.objectApiName === objectApiName);
    return mapped?.fieldPath || null;
}

const read = new Map<string, Promise<GlanceSettings>>();

/**
 * The settings of a `Glance_Settings__mdt` record: asked for once a page, however many components need them; after a
 * failure, again.
 * @param settingsName developer name; empty for `Default`.
 * @throws {GlanceError} `notPermitted`, `settingsMissing`, `settingsNotPermitted`, or `settingsUnavailable` when Apex can't be reached.
 */
export function readSettings(settingsName: string | undefined): Promise<GlanceSettings> {
    const name = settingsName?.trim() || 'Default';
    let settings = read.get(name);
    if (!settings) {
        settings = fetchSettings(name);
        read.set(name, settings);
        settings.catch(() => read.delete(name));
    }
    return settings;
}

async function fetchSettings(settingsName: string): Promise<GlanceSettings> {
    // Asked here, too: without the permission set, a user may not even call the Apex class.
    if (!mayJoin) {
        throw new GlanceError('notPermitted');
    }
    let answer: unknown;
    try {
        answer = await getContext({ settingsName });
    } catch (thrown) {
        throw new GlanceError(codeOf(thrown, 'settingsUnavailable'));
    }
    const context = answer as GlanceSettings;
    return { ...context, problems: (context.problems ?? []).filter(isErrorCode) };
}
