import type { RecordRepresentation } from 'lightning/uiRecordApi';
import { MergeFieldError, mergeArguments } from './mergeFields';

/** The call of a custom function; or why it can't be made up, for the button to name. Neither when there is no function. */
export interface CustomInvoke {
    readonly call: { readonly func: string; readonly args: object } | null;
    readonly problem: {
        readonly property: string;
        readonly code: string;
        readonly detail: string;
    } | null;
}

/** The call that App Builder's properties describe, with the record's values merged into its arguments. */
export function customInvokeOf(
    func: string | undefined,
    json: string | undefined,
    record: RecordRepresentation | null
): CustomInvoke {
    if (!func?.trim()) {
        return { call: null, problem: null };
    }
    try {
        return {
            call: { func, args: mergeArguments(json?.trim() || '{}', record) },
            problem: null
        };
    } catch (thrown) {
        const ofField = thrown instanceof MergeFieldError ? thrown : null;
        const problem = {
            property: 'custom-arguments',
            code: ofField?.code ?? 'customInvokeInvalid',
            detail: ofField?.message ?? ''
        };
        return { call: null, problem };
    }
}
