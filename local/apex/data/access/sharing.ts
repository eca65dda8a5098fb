import type { Actor } from '../database.ts';
import type { ObjectSchema } from '../schema.ts';
import { idOf, textIn, type Row } from '../store/tables.ts';
import type { Permissions } from './permissions.ts';

/**
 * Whether a user sees a record, by the organization-wide default, its owner, and who may see everybody's. There are no role
 * hierarchy, sharing rules or manual shares here.
 */
export function maySee(
    permissions: Permissions,
    object: ObjectSchema,
    row: Row,
    actor: Actor
): boolean {
    return (
        object.sharing !== 'private' ||
        isOwner(row, actor) ||
        permissions.rightsOn(object, actor).viewAll
    );
}

/** Whether a user may change a record, where the object itself is no question. */
export function mayChange(
    permissions: Permissions,
    object: ObjectSchema,
    row: Row,
    actor: Actor
): boolean {
    if (object.name === 'User') {
        return idOf(row) === actor.userId.value || permissions.rightsOn(object, actor).modifyAll;
    }
    return (
        object.sharing === 'readWrite' ||
        isOwner(row, actor) ||
        permissions.rightsOn(object, actor).modifyAll
    );
}

function isOwner(row: Row, actor: Actor): boolean {
    return textIn(row, 'ownerid') === actor.userId.value;
}
