import failed from '@salesforce/label/c.Glance_Api_Key_Failed';
import input from '@salesforce/label/c.Glance_Api_Key_Input';
import invalid from '@salesforce/label/c.Glance_Api_Key_Invalid';
import isNotSet from '@salesforce/label/c.Glance_Api_Key_Is_Not_Set';
import isSet from '@salesforce/label/c.Glance_Api_Key_Is_Set';
import notPermitted from '@salesforce/label/c.Glance_Api_Key_Not_Permitted';
import purpose from '@salesforce/label/c.Glance_Api_Key_Purpose';
import replace from '@salesforce/label/c.Glance_Api_Key_Replace';
import save from '@salesforce/label/c.Glance_Api_Key_Save';
import saved from '@salesforce/label/c.Glance_Api_Key_Saved';
import title from '@salesforce/label/c.Glance_Api_Key_Title';

export const labels = {
    failed,
    input,
    invalid,
    isNotSet,
    isSet,
    notPermitted,
    purpose,
    replace,
    save,
    saved,
    title
} as const;

/** What to say when Apex refuses, by its error code. */
const refusals: Readonly<Record<string, string>> = { apiKeyInvalid: invalid, notPermitted };

/** The text for an error that an Apex method rejected with. */
export function textOf(error: unknown): string {
    const code = (error as { body?: { message?: string } } | undefined)?.body?.message ?? '';
    return refusals[code] ?? failed;
}
