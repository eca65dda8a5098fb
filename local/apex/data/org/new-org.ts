import type { ApexId } from '../../language/values.ts';
import { type Value } from '../../language/values.ts';
import { afterWrite } from '../dml/derived.ts';
import type { Project } from '../metadata/project.ts';
import type { Stores } from '../stores.ts';
import { addFlow, addMetadataRecord } from './metadata-rows.ts';
import { addEntities, addPermissionSets } from './permission-sets.ts';
import { addProfiles } from './profiles.ts';
import { addRow } from './rows.ts';

/** Ids of profiles by their English names. */
export type Profiles = ReadonlyMap<string, ApexId>;

export interface NewUser {
    readonly id?: ApexId;
    /** Its English name. */
    readonly profile: string;
    readonly fields: Readonly<Record<string, Value>>;
    /** Names of permission sets and groups of them. */
    readonly permissionSets?: readonly string[];
}

/**
 * Makes the records of an org to which a project has just been deployed: there are no users and no customers yet.
 * @returns the profiles, for users to come
 * @throws {Error} naming what doesn't fit together in the project
 */
export function fillNewOrg(stores: Stores, project: Project): Profiles {
    addRow(stores, 'Organization', {
        Name: 'Glance Join',
        InstanceName: 'HP0',
        OrganizationType: 'Developer Edition',
        IsSandbox: true,
        LanguageLocaleKey: 'en_US',
        TimeZoneSidKey: 'GMT'
    });
    const profiles = addProfiles(stores, project.profileNames);
    addPermissionSets(stores, project, addEntities(stores, project));
    project.metadataRecords.forEach((record) => {
        addMetadataRecord(stores, record);
    });
    project.flows.forEach((flow, i) => {
        addFlow(stores, flow, i + 1);
    });
    return profiles;
}

/**
 * Adds a user.
 * @returns their Id
 * @throws {Error} naming a profile or a permission set that there is not
 */
export function addUser(stores: Stores, profiles: Profiles, user: NewUser): ApexId {
    const profile = profiles.get(user.profile);
    if (!profile) {
        throw new Error(`No profile ${user.profile}`);
    }
    const id = addRow(
        stores,
        'User',
        {
            TimeZoneSidKey: 'GMT',
            LocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            EmailEncodingKey: 'UTF-8',
            ProfileId: profile,
            ...user.fields
        },
        user.id
    );
    afterWrite(stores, stores.object('User'), stores.tables.get(stores.object('User'), id.value)!);
    assign(stores, id, user.permissionSets ?? []);
    return id;
}

/**
 * Assigns permission sets and groups of them to a user.
 * @throws {Error} naming one that there is not
 */
export function assign(stores: Stores, userId: ApexId, names: readonly string[]): void {
    for (const name of names) {
        const set = findByName(stores, 'PermissionSet', 'Name', name);
        const group = findByName(stores, 'PermissionSetGroup', 'DeveloperName', name);
        if (!set && !group) {
            throw new Error(`No permission set ${name}`);
        }
        addRow(stores, 'PermissionSetAssignment', {
            AssigneeId: userId,
            PermissionSetId: set,
            PermissionSetGroupId: set ? null : group
        });
    }
}

/** The Id of the record that has a name; null when there is none. */
export function findByName(
    stores: Stores,
    objectName: string,
    field: string,
    name: string
): ApexId | null {
    const key = field.toLowerCase();
    for (const row of stores.tables.all(stores.object(objectName))) {
        if (row.get(key) === name) {
            return row.get('id') as ApexId;
        }
    }
    return null;
}
