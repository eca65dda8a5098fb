import { ApexDatetime, ApexId, type Value } from '../../language/values.ts';
import type { Actor } from '../database.ts';
import type { ObjectSchema } from '../schema.ts';
import { idOf, textIn, type Row } from '../store/tables.ts';
import type { Stores } from '../stores.ts';
import { refuseSecond } from './check-row.ts';
import { Problem } from './problem.ts';

type Values = Map<string, Value>;

/** Fills in what the platform itself fills in when a record is made. */
export function fillInNew(
    stores: Stores,
    object: ObjectSchema,
    values: Values,
    actor: Actor
): void {
    const now = new ApexDatetime(stores.now());
    values.set('isdeleted', false);
    values.set('createddate', now);
    values.set('createdbyid', actor.userId);
    if (object.fields.has('ownerid') && !values.has('ownerid')) {
        values.set('ownerid', actor.userId);
    }
    for (const field of object.fields.values()) {
        if (
            field.isCustom &&
            !field.isCreateable &&
            !field.isCalculated &&
            field.type === 'STRING'
        ) {
            values.set(field.name.toLowerCase(), String(stores.tables.nextNumber(object)));
        }
    }
    if (object.name === 'Case') {
        values.set('casenumber', String(stores.tables.nextNumber(object)).padStart(8, '0'));
    }
    if (object.name === 'SetupEntityAccess') {
        values.set('setupentitytype', setupEntityType(stores, values));
    }
    if (object.settingType === 'hierarchy' && !values.has('setupownerid')) {
        values.set('setupownerid', organizationId(stores));
    }
}

/** Fills in what follows from other fields. */
export function fillInDerived(
    stores: Stores,
    object: ObjectSchema,
    values: Values,
    actor: Actor
): void {
    values.set('lastmodifieddate', new ApexDatetime(stores.now()));
    values.set('lastmodifiedbyid', actor.userId);
    values.set('systemmodstamp', new ApexDatetime(stores.now()));
    if (['Contact', 'Lead', 'User'].includes(object.name)) {
        const names = [values.get('firstname'), values.get('lastname')];
        values.set('name', names.filter((name) => typeof name === 'string').join(' '));
    }
    if (object.name === 'User' && typeof values.get('username') === 'string') {
        values.set('username', String(values.get('username')).toLowerCase());
    }
    if (object.name === 'Case') {
        const isClosed = values.get('status') === 'Closed';
        const closed = values.get('closeddate') ?? new ApexDatetime(stores.now());
        values.set('isclosed', isClosed);
        values.set('closeddate', isClosed ? closed : null);
    }
}

function setupEntityType(stores: Stores, values: Values): string {
    const id = values.get('setupentityid');
    const names = [
        'ApexClass',
        'CustomPermission',
        'EntityDefinition',
        'ExternalCredentialParameter'
    ];
    const found = names.find(
        (name) => id instanceof ApexId && id.value.startsWith(stores.object(name).keyPrefix)
    );
    if (found === undefined) {
        throw new Problem('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [
            'SetupEntityId'
        ]);
    }
    return found === 'EntityDefinition' ? 'CustomEntityDefinition' : found;
}

/** The org's own Id. */
export function organizationId(stores: Stores): ApexId {
    const [organization] = stores.tables.all(stores.object('Organization'));
    return new ApexId(idOf(organization!));
}

/**
 * Refuses what only some objects refuse.
 * @throws Problem
 */
export function checkNew(stores: Stores, object: ObjectSchema, row: Row): void {
    switch (object.name) {
        case 'PermissionSetAssignment': {
            const [set, group] = [
                textIn(row, 'permissionsetid'),
                textIn(row, 'permissionsetgroupid')
            ];
            if ((set === null) === (group === null)) {
                throw new Problem(
                    'REQUIRED_FIELD_MISSING',
                    'Required fields are missing: [PermissionSetId]',
                    ['PermissionSetId']
                );
            }
            refuseSecond(
                stores,
                object,
                row,
                ['assigneeid', 'permissionsetid', 'permissionsetgroupid'],
                `Duplicate PermissionSetAssignment. Assignee: ${textIn(row, 'assigneeid') ?? ''}; Permission Set: ${set ?? group ?? ''}`
            );
            return;
        }
        case 'SetupEntityAccess':
            refuseSecond(
                stores,
                object,
                row,
                ['parentid', 'setupentityid'],
                'duplicate value found: ParentId, SetupEntityId duplicates value on record'
            );
            return;
        default:
            if (object.settingType === 'hierarchy') {
                refuseSecond(
                    stores,
                    object,
                    row,
                    ['setupownerid'],
                    'duplicate value found: SetupOwnerId duplicates value on record'
                );
            }
    }
}

/** A user has the permission set of their profile. */
export function afterWrite(stores: Stores, object: ObjectSchema, row: Row): void {
    if (object.name !== 'User') {
        return;
    }
    const sets = [...stores.tables.all(stores.object('PermissionSet'))];
    const owned = new Map(
        sets
            .filter((set) => set.get('isownedbyprofile') === true)
            .map((set) => [idOf(set), textIn(set, 'profileid')])
    );
    const assignments = stores.object('PermissionSetAssignment');
    for (const assignment of [...stores.tables.all(assignments)]) {
        const isOwn = textIn(assignment, 'assigneeid') === idOf(row);
        if (isOwn && owned.has(textIn(assignment, 'permissionsetid') ?? '')) {
            stores.tables.remove(assignments, idOf(assignment));
        }
    }
    for (const [setId, profileId] of owned) {
        if (profileId === textIn(row, 'profileid')) {
            const values: [string, Value][] = [
                ['id', stores.tables.newId(assignments)],
                ['assigneeid', new ApexId(idOf(row))],
                ['permissionsetid', new ApexId(setId)],
                ['isactive', true]
            ];
            stores.tables.put(assignments, new Map(values));
        }
    }
}
