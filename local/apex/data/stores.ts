import type { ApexType } from '../language/types.ts';
import { ApexSObject } from '../language/values.ts';
import { Permissions } from './access/permissions.ts';
import type { ObjectSchema, Schema } from './schema.ts';
import { Tables } from './store/tables.ts';

/** The types of records, which the language has. */
export interface RecordTypes {
    record(name: string): ApexType | null;
    list(of: ApexType): ApexType;
}

/** What queries and DML work on. */
export class Stores {
    readonly schema: Schema;
    readonly tables = new Tables();
    readonly permissions: Permissions;
    readonly now: () => number;
    private readonly types: () => RecordTypes;

    /** @param types found when the first record is made: the types are made from the schema */
    constructor(schema: Schema, types: () => RecordTypes, now: () => number) {
        this.schema = schema;
        this.types = types;
        this.now = now;
        this.permissions = new Permissions(schema, this.tables, now);
    }

    /** @throws {Error} for an object that isn't described */
    object(name: string): ObjectSchema {
        const found = this.schema.get(name.toLowerCase());
        if (!found) {
            throw new Error(`No object ${name}`);
        }
        return found;
    }

    newRecord(object: ObjectSchema): ApexSObject {
        return new ApexSObject(object, this.recordType(object));
    }

    listType(object: ObjectSchema): ApexType {
        return this.types().list(this.recordType(object));
    }

    private recordType(object: ObjectSchema): ApexType {
        const type = this.types().record(object.name);
        if (!type) {
            throw new Error(`No object ${object.name}`);
        }
        return type;
    }
}
