import type { ApexId } from '../../language/values.ts';
import { isAlwaysVisible } from '../access/permissions.ts';
import type { ObjectSchema } from '../schema.ts';
import { USER_PERMISSIONS } from '../standard/setup.ts';
import type { Stores } from '../stores.ts';
import { addRow } from './rows.ts';

interface Profile {
    readonly name: string;
    readonly userPermissions: readonly string[];
    /** Whether its users may work with accounts, contacts and the like. */
    readonly works: boolean;
}

/**
 * The profiles that each org has, as far as Apex asks.
 * @see https://help.salesforce.com/s/articleView?id=platform.standard_profiles.htm
 */
const PROFILES: readonly Profile[] = [
    { name: 'System Administrator', userPermissions: USER_PERMISSIONS, works: true },
    {
        name: 'Standard User',
        userPermissions: ['ApiEnabled', 'RunFlow', 'ViewSetup'],
        works: true
    },
    { name: 'Minimum Access - Salesforce', userPermissions: [], works: false },
    { name: 'Read Only', userPermissions: ['ApiEnabled', 'ViewSetup'], works: false }
];

const WORKED_WITH = [
    'Account',
    'Contact',
    'Lead',
    'Case',
    'Opportunity',
    'Task',
    'MessagingSession',
    'MessagingEndUser',
    'VoiceCall'
];

/**
 * Adds the profiles, each with the permission set that holds what it grants.
 * @param names other names than the English ones
 * @returns their Ids by their English names
 */
export function addProfiles(
    stores: Stores,
    names: Readonly<Record<string, string>>
): Map<string, ApexId> {
    const ids = new Map<string, ApexId>();
    const license = addRow(stores, 'UserLicense', {
        Name: 'Salesforce',
        MasterLabel: 'Salesforce',
        LicenseDefinitionKey: 'SFDC',
        Status: 'Active'
    });
    PROFILES.forEach(({ name, userPermissions, works }, i) => {
        const permissions = Object.fromEntries(
            userPermissions.map((permission) => [`Permissions${permission}`, true])
        );
        const profileId = addRow(stores, 'Profile', {
            Name: names[name] ?? name,
            UserType: 'Standard',
            UserLicenseId: license,
            ...permissions
        });
        const setId = addRow(stores, 'PermissionSet', {
            Name: `X00e${String(i).padStart(12, '0')}`,
            Label: names[name] ?? name,
            IsOwnedByProfile: true,
            IsCustom: false,
            ProfileId: profileId,
            Type: 'Profile',
            ...permissions
        });
        ids.set(name, profileId);
        if (works) {
            WORKED_WITH.forEach((object) => {
                grantFields(stores, setId, stores.object(object));
            });
        }
        for (const object of works ? WORKED_WITH : []) {
            addRow(stores, 'ObjectPermissions', {
                ParentId: setId,
                SobjectType: object,
                PermissionsCreate: true,
                PermissionsRead: true,
                PermissionsEdit: true,
                PermissionsDelete: true
            });
        }
    });
    return ids;
}

/** Profiles that come with an org see the fields that come with it, too; custom ones are granted by whoever makes them. */
function grantFields(stores: Stores, setId: ApexId, object: ObjectSchema): void {
    for (const field of object.fields.values()) {
        if (!field.isCustom && !isAlwaysVisible(object, field)) {
            addRow(stores, 'FieldPermissions', {
                ParentId: setId,
                SobjectType: object.name,
                Field: `${object.name}.${field.name}`,
                PermissionsRead: true,
                PermissionsEdit: true
            });
        }
    }
}
