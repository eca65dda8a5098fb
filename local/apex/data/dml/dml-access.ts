import { Raised } from '../../language/errors.ts';
import type { Permissions } from '../access/permissions.ts';
import type { Access, Operation } from '../database.ts';
import type { FieldSchema, ObjectSchema } from '../schema.ts';
import { Problem } from './problem.ts';

/**
 * Refuses an operation on an object that nobody can write, or that this user can't in user mode.
 * @throws Raised `TypeException` or `SecurityException`
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
 */
export function refuseOperation(
    permissions: Permissions,
    object: ObjectSchema,
    operation: Operation,
    access: Access
): void {
    const message = `DML operation ${operation.toUpperCase()} not allowed on ${object.name}`;
    const isUserDeleted = object.name === 'User' && operation === 'delete';
    if (!object.isWritable || isUserDeleted) {
        throw new Raised('TypeException', message);
    }
    if (access.mode === 'user' && !mayDo(permissions, object, operation, access)) {
        throw new Raised('SecurityException', message);
    }
}

function mayDo(
    permissions: Permissions,
    object: ObjectSchema,
    operation: Operation,
    { actor }: Access
): boolean {
    const rights = permissions.rightsOn(object, actor);
    switch (operation) {
        case 'insert':
            return rights.create;
        case 'update':
            return rights.edit;
        case 'upsert':
            return rights.create && rights.edit;
        default:
            return rights.delete;
    }
}

/**
 * Refuses fields that the user can't write, in user mode. What the platform itself fills in may be there: it's ignored.
 * @throws Problem that names all of them
 */
export function refuseFields(
    permissions: Permissions,
    object: ObjectSchema,
    fields: readonly FieldSchema[],
    operation: 'insert' | 'update',
    access: Access
): void {
    if (access.mode !== 'user') {
        return;
    }
    const refused = fields
        .filter((field) => !isSystemField(field))
        .filter((field) => {
            const isWritable = operation === 'insert' ? field.isCreateable : field.isUpdateable;
            return !isWritable || !permissions.rightsOnField(object, field, access.actor).edit;
        })
        .map((field) => field.name);
    if (refused.length > 0) {
        throw new Problem(
            'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
            `${INACCESSIBLE} ${object.name}, check errors on Exception or Result!`,
            refused
        );
    }
}

/** How the message begins; with it, it is the whole message of an exception. */
export const INACCESSIBLE = 'Operation failed due to fields being inaccessible on Sobject';

function isSystemField(field: FieldSchema): boolean {
    return /^(IsDeleted|SystemModstamp|(Created|LastModified)(Date|ById))$/.test(field.name);
}
