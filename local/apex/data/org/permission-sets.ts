import type { ApexId } from '../../language/values.ts';
import type { PermissionSetFile } from '../metadata/permission-sets.ts';
import type { Project } from '../metadata/project.ts';
import type { Stores } from '../stores.ts';
import { addRow } from './rows.ts';

/** What a permission set can give access to, by kind and name in lower case. */
type Entities = ReadonlyMap<string, ApexId>;

const CLASS = 'ApexClass';
const CUSTOM_PERMISSION = 'CustomPermission';
const PRINCIPAL = 'ExternalCredentialParameter';
const METADATA_TYPE = 'EntityDefinition';

/** Adds classes, custom permissions, credentials' principals and objects: what access can be given to. */
export function addEntities(stores: Stores, project: Project): Entities {
    const entities = new Map<string, ApexId>();
    const add = (kind: string, name: string, values: Record<string, string>): void => {
        entities.set(`${kind}:${name}`.toLowerCase(), addRow(stores, kind, values));
    };
    for (const { name } of project.classes) {
        add(CLASS, name, { Name: name, Status: 'Active' });
    }
    for (const name of project.customPermissions) {
        add(CUSTOM_PERMISSION, name, { DeveloperName: name, MasterLabel: name });
    }
    for (const credential of project.externalCredentials) {
        for (const principal of credential.principals) {
            const name = `${credential.name}-${principal}`;
            add(PRINCIPAL, name, {
                DeveloperName: name,
                ParameterName: principal,
                ParameterType: 'NamedPrincipal'
            });
        }
    }
    for (const object of project.schema.values()) {
        add(METADATA_TYPE, object.name, {
            QualifiedApiName: object.name,
            DurableId: object.name,
            Label: object.label,
            KeyPrefix: object.keyPrefix
        });
    }
    return entities;
}

/**
 * Adds a project's permission sets and groups of them.
 * @throws {Error} naming what a permission set grants and the project doesn't have
 */
export function addPermissionSets(stores: Stores, project: Project, entities: Entities): void {
    const ids = new Map<string, ApexId>();
    for (const file of project.permissionSets) {
        const id = addRow(stores, 'PermissionSet', {
            Name: file.name,
            Label: file.label,
            ...Object.fromEntries(
                file.userPermissions.map((permission) => [`Permissions${permission}`, true])
            )
        });
        ids.set(file.name, id);
        addGrants(stores, file, id, entities);
    }
    for (const group of project.permissionSetGroups) {
        const groupId = addRow(stores, 'PermissionSetGroup', {
            DeveloperName: group.name,
            MasterLabel: group.label
        });
        for (const name of group.permissionSets) {
            addRow(stores, 'PermissionSetGroupComponent', {
                PermissionSetGroupId: groupId,
                PermissionSetId: known(ids.get(name), `${group.name}: no permission set ${name}`)
            });
        }
    }
}

function addGrants(stores: Stores, file: PermissionSetFile, id: ApexId, entities: Entities): void {
    for (const permission of file.objects) {
        addRow(stores, 'ObjectPermissions', {
            ParentId: id,
            SobjectType: permission.object,
            PermissionsCreate: permission.create,
            PermissionsRead: permission.read,
            PermissionsEdit: permission.edit,
            PermissionsDelete: permission.delete,
            PermissionsViewAllRecords: permission.viewAll,
            PermissionsModifyAllRecords: permission.modifyAll
        });
    }
    for (const permission of file.fields) {
        addRow(stores, 'FieldPermissions', {
            ParentId: id,
            SobjectType: permission.field.split('.')[0]!,
            Field: permission.field,
            PermissionsRead: permission.read,
            PermissionsEdit: permission.edit
        });
    }
    const grant = (kind: string, type: string, names: readonly string[]): void => {
        for (const name of names) {
            addRow(stores, 'SetupEntityAccess', {
                ParentId: id,
                SetupEntityId: known(
                    entities.get(`${kind}:${name}`.toLowerCase()),
                    `${file.name}: no ${kind} ${name}`
                ),
                SetupEntityType: type
            });
        }
    };
    grant(CLASS, CLASS, file.classes);
    grant(CUSTOM_PERMISSION, CUSTOM_PERMISSION, file.customPermissions);
    grant(PRINCIPAL, PRINCIPAL, file.principals);
    grant(METADATA_TYPE, 'CustomEntityDefinition', file.metadataTypes);
}

function known(id: ApexId | undefined, otherwise: string): ApexId {
    if (!id) {
        throw new Error(otherwise);
    }
    return id;
}
