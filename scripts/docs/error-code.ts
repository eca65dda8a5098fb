// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- ambient types of labels
/// <reference path="../../types/salesforce.d.ts" />
import type { errorTable } from '../../force-app/main/default/lwc/glanceErrors/errorTable.ts';

export type ErrorTable = typeof errorTable;

/** A code of the error table. */
export type ErrorCode = keyof ErrorTable;
