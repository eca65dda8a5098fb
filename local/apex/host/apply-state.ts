import { ApexId, type Value } from '../language/values.ts';
import type { ApexOrg } from '../data/create-runtime.ts';
import { addMetadataRecord, metadataValue } from '../data/org/metadata-rows.ts';
import { addUser, assign, type Profiles } from '../data/org/new-org.ts';
import { findField, type ObjectSchema } from '../data/schema.ts';
import { idOf, textIn } from '../data/store/tables.ts';
import type { Stores } from '../data/stores.ts';
import type { Actor } from '../data/database.ts';
import type { OrgState, PlainMetadata, PlainRecord } from './protocol.ts';

/** Agents of the stage have this profile. */
const PROFILE = 'Standard User';

/**
 * Makes the org what the stage's admin and agents have made of theirs.
 * @returns who runs now
 */
export function applyState(org: ApexOrg, state: OrgState): Actor {
    const { stores } = org;
    const userId = new ApexId(state.user.id);
    putUser(stores, org.profiles, userId, state);
    hideFields(stores, state.hiddenFields);
    replaceMetadata(stores, state.metadata);
    replaceRecords(stores, state.records);
    return { userId };
}

function putUser(
    stores: Stores,
    profiles: Profiles,
    id: ApexId,
    { user, permissionSets }: OrgState
): void {
    const users = stores.object('User');
    const fields = {
        Username: user.email,
        LastName: user.name.split(' ').at(-1)!,
        FirstName: user.name.split(' ').slice(0, -1).join(' ') || null,
        Name: user.name,
        Email: user.email,
        Alias: user.name.slice(0, 8),
        FederationIdentifier: user.federationIdentifier || null
    };
    const known = stores.tables.get(users, id.value);
    if (!known) {
        addUser(stores, profiles, { id, profile: PROFILE, fields });
    } else {
        const row = new Map(known);
        for (const [name, value] of Object.entries(fields)) {
            setOrDelete(row, name, value);
        }
        stores.tables.put(users, row);
    }
    reassign(stores, id, permissionSets);
}

function reassign(stores: Stores, userId: ApexId, names: readonly string[]): void {
    const assignments = stores.object('PermissionSetAssignment');
    const sets = stores.object('PermissionSet');
    for (const row of [...stores.tables.all(assignments)]) {
        const set = stores.tables.get(sets, textIn(row, 'permissionsetid') ?? '');
        const isProfiles = set?.get('isownedbyprofile') === true;
        if (textIn(row, 'assigneeid') === userId.value && !isProfiles) {
            stores.tables.remove(assignments, idOf(row));
        }
    }
    assign(stores, userId, names);
}

/** Takes the fields out of all permission sets. */
function hideFields(stores: Stores, names: readonly string[]): void {
    const permissions = stores.object('FieldPermissions');
    const hidden = new Set(names.map((name) => name.toLowerCase()));
    for (const row of [...stores.tables.all(permissions)]) {
        const isHidden = hidden.has((textIn(row, 'field') ?? '').toLowerCase());
        if (isHidden !== (row.get('permissionsread') !== true)) {
            const former = row.get('*granted') ?? row.get('permissionsedit') ?? false;
            const changed = new Map<string, Value>([
                ...row,
                ['*granted', former],
                ['permissionsread', !isHidden],
                ['permissionsedit', isHidden ? false : former]
            ]);
            stores.tables.put(permissions, changed);
        }
    }
}

function replaceMetadata(stores: Stores, records: readonly PlainMetadata[]): void {
    for (const object of stores.schema.values()) {
        if (object.kind === 'customMetadata') {
            removeAll(stores, object, () => true);
        }
    }
    for (const { object, developerName, fields } of records) {
        addMetadataRecord(stores, {
            object,
            developerName,
            label: developerName,
            isProtected: false,
            values: new Map(
                Object.entries(fields).map(([name, value]) => [
                    name,
                    value === null ? null : String(value)
                ])
            )
        });
    }
}

function replaceRecords(stores: Stores, records: readonly PlainRecord[]): void {
    const ids = new Set(records.map(({ id }) => id));
    for (const object of stores.schema.values()) {
        if (object.kind === 'standard' || object.kind === 'custom') {
            removeAll(stores, object, (id) => !ids.has(id));
        }
    }
    for (const { apiName, id, fields } of records) {
        const object = stores.schema.get(apiName.toLowerCase());
        if (object && object.kind !== 'setup') {
            putRecord(stores, object, id, fields);
        }
    }
}

function putRecord(
    stores: Stores,
    object: ObjectSchema,
    id: string,
    fields: PlainRecord['fields']
): void {
    const row = new Map<string, Value>(stores.tables.get(object, id) ?? []);
    row.set('id', new ApexId(id));
    for (const [name, value] of Object.entries(fields)) {
        const field = findField(object, name);
        // Pages show some things that are no fields, such as a whole address.
        if (field && field.name !== 'Id') {
            setOrDelete(row, name, valueOf(field, value));
        }
    }
    stores.tables.put(object, row);
}

function valueOf(
    field: NonNullable<ReturnType<typeof findField>>,
    value: string | number | boolean | null
): Value {
    if (value !== null && field.type === 'REFERENCE') {
        return new ApexId(String(value));
    }
    return metadataValue(field, value === null ? null : String(value));
}

function removeAll(stores: Stores, object: ObjectSchema, test: (id: string) => boolean): void {
    for (const row of [...stores.tables.all(object)]) {
        if (test(idOf(row))) {
            stores.tables.remove(object, idOf(row));
        }
    }
}

function setOrDelete(row: Map<string, Value>, name: string, value: Value): void {
    if (value === null) {
        row.delete(name.toLowerCase());
    } else {
        row.set(name.toLowerCase(), value);
    }
}
