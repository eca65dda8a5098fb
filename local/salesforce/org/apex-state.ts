import type { Done, OrgState } from '../../apex/host/protocol.ts';
import type { Org } from './org.ts';

/** The org as Apex sees it now. */
export function stateOf(org: Org): OrgState {
    return {
        user: org.user,
        permissionSets: org.permissionSets,
        hiddenFields: org.hiddenFields,
        metadata: Object.entries(org.metadata).flatMap(([object, records]) =>
            Object.entries(records).map(([developerName, fields]) => ({
                object,
                developerName,
                fields
            }))
        ),
        records: [...org.records.values()]
    };
}

/** Keeps the records that Apex wrote. */
export function keepWritten(org: Org, written: Done['written']): void {
    for (const { id, record } of written) {
        const known = org.records.get(id);
        if (!record) {
            org.records.delete(id);
        } else if (known) {
            Object.assign(known.fields, record.fields);
        } else {
            org.records.set(id, { ...record, fields: { ...record.fields } });
        }
    }
}
