import { ApexDatetime } from '../../language/values.ts';
import type { Actor } from '../database.ts';
import type { FieldPermission, ObjectPermission } from '../metadata/permission-sets.ts';
import type { FieldSchema, ObjectSchema, Schema } from '../schema.ts';
import { idOf, textIn, type Row, type Tables } from '../store/tables.ts';

/** What a user may do, by all the permission sets that the user has; the profile's is one of them. */
interface Grants {
    readonly userPermissions: ReadonlySet<string>;
    readonly objects: ReadonlyMap<string, ReadonlySet<string>>;
    /** `contact.name` → `read`, `edit`. */
    readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
    /** Ids of Apex classes, custom permissions, credentials' principals and custom metadata types. */
    readonly entities: ReadonlySet<string>;
}

/** The rights on an object, with those on everybody's records. */
type ObjectRights = Omit<ObjectPermission, 'object'>;

type FieldRights = Omit<FieldPermission, 'field'>;

const RIGHTS = ['Create', 'Read', 'Edit', 'Delete', 'ViewAllRecords', 'ModifyAllRecords'];

/**
 * Who may do what, by the records of PermissionSet, PermissionSetAssignment, ObjectPermissions, FieldPermissions and
 * SetupEntityAccess, as on the platform.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionset.htm
 */
export class Permissions {
    private readonly schema: Schema;
    private readonly tables: Tables;
    private readonly now: () => number;
    private readonly known = new Map<string, Grants>();
    private version = -1;

    constructor(schema: Schema, tables: Tables, now: () => number) {
        this.schema = schema;
        this.tables = tables;
        this.now = now;
    }

    private grants(actor: Actor): Grants {
        if (this.version !== this.tables.setupVersion) {
            this.known.clear();
            this.version = this.tables.setupVersion;
        }
        const id = actor.userId.value;
        let grants = this.known.get(id);
        if (!grants) {
            grants = this.read(id);
            this.known.set(id, grants);
        }
        return grants;
    }

    private read(userId: string): Grants {
        const sets = this.permissionSets(userId);
        const ids = new Set(sets.map(idOf));
        const isGranted = (row: Row): boolean => ids.has(textIn(row, 'parentid') ?? '');
        const objects = new Map<string, Set<string>>();
        for (const row of this.rows('ObjectPermissions').filter(isGranted)) {
            const rights = RIGHTS.filter((right) => row.get(`permissions${right.toLowerCase()}`));
            addTo(objects, textIn(row, 'sobjecttype') ?? '', rights);
        }
        const fields = new Map<string, Set<string>>();
        for (const row of this.rows('FieldPermissions').filter(isGranted)) {
            const rights = ['Read', 'Edit'].filter((right) =>
                row.get(`permissions${right.toLowerCase()}`)
            );
            addTo(fields, textIn(row, 'field') ?? '', rights);
        }
        return {
            userPermissions: new Set(sets.flatMap(userPermissionsOf)),
            objects,
            fields,
            entities: new Set(
                this.rows('SetupEntityAccess')
                    .filter(isGranted)
                    .map((row) => textIn(row, 'setupentityid') ?? '')
            )
        };
    }

    /** Those assigned, those of groups assigned, and the profile's. */
    private permissionSets(userId: string): Row[] {
        const assigned = this.rows('PermissionSetAssignment').filter(
            (row) => textIn(row, 'assigneeid') === userId && !this.isExpired(row)
        );
        const groups = new Set(assigned.map((row) => textIn(row, 'permissionsetgroupid')));
        const ids = new Set([
            ...assigned.map((row) => textIn(row, 'permissionsetid')),
            ...this.rows('PermissionSetGroupComponent')
                .filter((row) => groups.has(textIn(row, 'permissionsetgroupid')))
                .map((row) => textIn(row, 'permissionsetid'))
        ]);
        return this.rows('PermissionSet').filter((row) => ids.has(idOf(row)));
    }

    private isExpired(assignment: Row): boolean {
        const until = assignment.get('expirationdate');
        return until instanceof ApexDatetime && until.ms <= this.now();
    }

    private rows(object: string): Row[] {
        return [...this.tables.all(this.object(object))];
    }

    private object(name: string): ObjectSchema {
        return this.schema.get(name.toLowerCase())!;
    }

    /** @param name such as `ManageUsers` */
    hasUserPermission(name: string, actor: Actor): boolean {
        return this.grants(actor).userPermissions.has(name.toLowerCase());
    }

    rightsOn(object: ObjectSchema, actor: Actor): ObjectRights {
        const grants = this.grants(actor);
        const has = (permission: string): boolean =>
            grants.userPermissions.has(permission.toLowerCase());
        switch (object.kind) {
            case 'setup':
                return setupRights(object, has);
            case 'customMetadata':
                return forReading(
                    has('CustomizeApplication') || this.hasEntity(object.name, grants)
                );
            case 'customSetting': {
                const may = has('CustomizeApplication');
                return { ...all(may), viewAll: may, modifyAll: may };
            }
            default:
                return recordRights(grants.objects.get(object.name.toLowerCase()), has);
        }
    }

    /** A field of a kind that no permission set names is as accessible as its object. */
    rightsOnField(object: ObjectSchema, field: FieldSchema, actor: Actor): FieldRights {
        const rights = this.rightsOn(object, actor);
        const read = rights.read;
        const edit = (rights.create || rights.edit) && (field.isCreateable || field.isUpdateable);
        if (isAlwaysVisible(object, field)) {
            return { read, edit };
        }
        const grants = this.grants(actor);
        if (object.name === 'User' && field.name === 'FederationIdentifier') {
            // It knows no field-level security: Salesforce Help 000386215.
            const may = grants.userPermissions.has('manageusers');
            return { read: may, edit: may };
        }
        const named = grants.fields.get(securedAs(object, field));
        return {
            read: read && named?.has('Read') === true,
            edit: edit && named?.has('Edit') === true
        };
    }

    hasCustomPermission(name: string, actor: Actor): boolean {
        return this.isGranted('CustomPermission', 'developername', name, actor);
    }

    /** Whether a user may call a class from outside, by name: admins who may write Apex always may. */
    mayUseClass(name: string, actor: Actor): boolean {
        return (
            this.hasUserPermission('AuthorApex', actor) ||
            this.isGranted('ApexClass', 'name', name, actor)
        );
    }

    /** @param principal such as `Glance_Login_Key-Agents` */
    mayUsePrincipal(principal: string, actor: Actor): boolean {
        return this.isGranted('ExternalCredentialParameter', 'developername', principal, actor);
    }

    private isGranted(object: string, field: string, name: string, actor: Actor): boolean {
        const entity = this.rows(object).find(
            (row) => textIn(row, field)?.toLowerCase() === name.toLowerCase()
        );
        return entity !== undefined && this.grants(actor).entities.has(idOf(entity));
    }

    private hasEntity(name: string, grants: Grants): boolean {
        const entity = this.rows('EntityDefinition').find(
            (row) => textIn(row, 'qualifiedapiname') === name
        );
        return entity !== undefined && grants.entities.has(idOf(entity));
    }
}

function userPermissionsOf(row: Row): string[] {
    return [...row]
        .filter(([name, value]) => name.startsWith('permissions') && value === true)
        .map(([name]) => name.slice('permissions'.length));
}

function addTo(map: Map<string, Set<string>>, name: string, rights: readonly string[]): void {
    const key = name.toLowerCase();
    map.set(key, new Set([...(map.get(key) ?? []), ...rights]));
}

function all(may: boolean): Omit<ObjectRights, 'viewAll' | 'modifyAll'> {
    return { create: may, read: may, edit: may, delete: may };
}

function forReading(may: boolean): ObjectRights {
    return { ...all(false), read: may, viewAll: may, modifyAll: false };
}

/** Everybody sees users; what belongs to Setup is for those who may see Setup. */
function setupRights(object: ObjectSchema, has: (permission: string) => boolean): ObjectRights {
    const manages = has('ManageUsers') || has('ManageInternalUsers');
    if (object.name === 'User') {
        // One's own record can be edited by everybody: `Sharing` says which.
        return {
            ...all(manages),
            read: true,
            edit: true,
            delete: false,
            viewAll: true,
            modifyAll: manages
        };
    }
    const assigns = object.name === 'PermissionSetAssignment' && has('AssignPermissionSets');
    const may = object.isWritable && (manages || assigns);
    const read = may || has('ViewSetup');
    return { ...all(may), read, viewAll: read, modifyAll: may };
}

function recordRights(
    granted: ReadonlySet<string> | undefined,
    has: (permission: string) => boolean
): ObjectRights {
    const modifyAll = has('ModifyAllData') || granted?.has('ModifyAllRecords') === true;
    const viewAll = modifyAll || has('ViewAllData') || granted?.has('ViewAllRecords') === true;
    const may = (right: string): boolean => modifyAll || granted?.has(right) === true;
    return {
        create: may('Create'),
        read: viewAll || may('Read'),
        edit: may('Edit'),
        delete: may('Delete'),
        viewAll,
        modifyAll
    };
}

/** The field whose field-level security it is: a person account's field of its contact has that of the contact's own. */
function securedAs(object: ObjectSchema, field: FieldSchema): string {
    const isOfContact = object.name === 'Account' && field.name.endsWith('__pc');
    return isOfContact
        ? `contact.${field.name.slice(0, -'pc'.length)}c`.toLowerCase()
        : `${object.name}.${field.name}`.toLowerCase();
}

/** Ids, names, what the platform fills in, and required custom fields know no field-level security. */
export function isAlwaysVisible(object: ObjectSchema, field: FieldSchema): boolean {
    return (
        object.kind === 'customMetadata' ||
        object.kind === 'customSetting' ||
        (object.kind === 'setup' && !field.isCustom && field.name !== 'FederationIdentifier') ||
        field.required ||
        ['id', 'name', 'ownerid', 'isdeleted', 'systemmodstamp', 'casenumber'].includes(
            field.name.toLowerCase()
        ) ||
        /^(Created|LastModified)(Date|ById)$/.test(field.name)
    );
}
