import type { ApexSObject, Value } from '../language/values.ts';
import type {
    Access,
    Actor,
    Database,
    ObjectAccess,
    Operation,
    Query,
    QueryResult,
    RowResult
} from './database.ts';
import { runDml } from './dml/run-dml.ts';
import { findField, type ObjectSchema, type Schema } from './schema.ts';
import { storedValue } from './soql/paths.ts';
import { runQuery } from './soql/run-query.ts';
import type { Row } from './store/tables.ts';
import type { Stores } from './stores.ts';

/** An org's records in memory. */
export class MemoryDatabase implements Database {
    readonly stores: Stores;

    constructor(stores: Stores) {
        this.stores = stores;
    }

    get schema(): Schema {
        return this.stores.schema;
    }

    query(query: Query, bind: (name: string) => Value, access: Access): QueryResult {
        return runQuery({ stores: this.stores, bind, access }, query);
    }

    dml(
        operation: Operation,
        records: readonly ApexSObject[],
        access: Access,
        externalIdField: string | null
    ): RowResult[] {
        return runDml(this.stores, operation, records, access, externalIdField);
    }

    savepoint(): number {
        return this.stores.tables.savepoint();
    }

    rollback(savepoint: unknown): void {
        this.stores.tables.rollback(savepoint as number);
    }

    commit(): void {
        this.stores.tables.commit();
    }

    row(objectName: string, id: string): Row | null {
        return this.stores.tables.get(this.stores.object(objectName), id);
    }

    rows(objectName: string): Row[] {
        return [...this.stores.tables.all(this.stores.object(objectName))];
    }

    record(objectName: string, row: Row): ApexSObject {
        const object = this.stores.object(objectName);
        const record = this.stores.newRecord(object);
        for (const field of object.fields.values()) {
            record.values.set(field.name.toLowerCase(), storedValue(row, field));
        }
        record.queried = true;
        return record;
    }

    objectAccess(object: ObjectSchema, actor: Actor): ObjectAccess {
        return this.stores.permissions.rightsOn(object, actor);
    }

    fieldAccess(
        object: ObjectSchema,
        name: string,
        actor: Actor
    ): { read: boolean; edit: boolean } {
        const field = findField(object, name);
        return field
            ? this.stores.permissions.rightsOnField(object, field, actor)
            : { read: false, edit: false };
    }

    hasCustomPermission(name: string, actor: Actor): boolean {
        return this.stores.permissions.hasCustomPermission(name, actor);
    }

    hasUserPermission(name: string, actor: Actor): boolean {
        return this.stores.permissions.hasUserPermission(name, actor);
    }

    mayUseClass(name: string, actor: Actor): boolean {
        return this.stores.permissions.mayUseClass(name, actor);
    }

    mayUsePrincipal(principal: string, actor: Actor): boolean {
        return this.stores.permissions.mayUsePrincipal(principal, actor);
    }
}
