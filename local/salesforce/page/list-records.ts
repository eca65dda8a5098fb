import { callPlatform } from './platform-call.ts';
import type { RecordRepresentation } from '../org/record-representation.ts';

export type StoredRecord = RecordRepresentation;

/** All records of an object, with all their fields and the names of the records that they look up. */
export function listRecords(objectApiName: string): Promise<StoredRecord[]> {
    return callPlatform(`/services/data/v66.0/ui-api/list-records/${objectApiName}`);
}
