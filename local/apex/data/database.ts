/** Between the language and the records: what the interpreter asks of a database. */
import type { ApexId, ApexSObject, Value } from '../language/values.ts';
import type { ObjectSchema, Schema } from './schema.ts';
import type { Row } from './store/tables.ts';

/** `user` asks for permissions on objects and fields, and for sharing; `system` asks for nothing of that. */
export type Mode = 'user' | 'system';

/** `Account.Name` is `['Account', 'Name']`. */
export type FieldPath = readonly string[];

export type SelectItem =
    | { readonly kind: 'field'; readonly path: FieldPath; readonly alias: string | null }
    | {
          readonly kind: 'aggregate';
          readonly func: AggregateFunction;
          /** Null for `COUNT()`. */
          readonly path: FieldPath | null;
          readonly alias: string | null;
      }
    /** `from` of the query is the name of the relationship. */
    | { readonly kind: 'children'; readonly query: Query };

export type AggregateFunction = 'avg' | 'count' | 'count_distinct' | 'max' | 'min' | 'sum';

/** A value in a query: known, or found when the query runs. */
export type Operand =
    | { readonly kind: 'value'; readonly value: Value }
    | { readonly kind: 'bind'; readonly name: string }
    | { readonly kind: 'list'; readonly items: readonly Operand[] }
    /** `LAST_N_DAYS:7` is `LAST_N_DAYS` and 7. */
    | { readonly kind: 'dateFormula'; readonly name: string; readonly n: number }
    | { readonly kind: 'query'; readonly query: Query };

export type Comparison =
    '=' | '!=' | '<' | '<=' | '>' | '>=' | 'like' | 'in' | 'not in' | 'includes' | 'excludes';

export type Condition =
    | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }
    | { readonly kind: 'not'; readonly of: Condition }
    | {
          readonly kind: 'compare';
          /** Empty for `COUNT()`. */
          readonly path: FieldPath;
          /** Only in `HAVING`. */
          readonly func: AggregateFunction | null;
          readonly operator: Comparison;
          readonly operand: Operand;
      };

export interface Ordering {
    readonly path: FieldPath;
    readonly func: AggregateFunction | null;
    readonly descending: boolean;
    /** Null for the default, which is first when ascending. */
    readonly nullsLast: boolean | null;
}

export interface Query {
    readonly select: readonly SelectItem[];
    /** `SELECT COUNT()`: the answer is a number. */
    readonly countsOnly: boolean;
    readonly from: string;
    readonly where: Condition | null;
    readonly groupBy: readonly FieldPath[];
    readonly having: Condition | null;
    readonly orderBy: readonly Ordering[];
    readonly limit: Operand | null;
    readonly offset: Operand | null;
    /** `WITH USER_MODE`, `WITH SECURITY_ENFORCED`, `WITH SYSTEM_MODE`; null for the mode of the code. */
    readonly mode: Mode | null;
    readonly allRows: boolean;
}

export type Operation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';

/** What went wrong with a record of a DML operation. */
export interface RowError {
    readonly status: string;
    readonly message: string;
    readonly fields: readonly string[];
}

export interface RowResult {
    readonly record: ApexSObject;
    readonly error: RowError | null;
    readonly created: boolean;
}

export interface QueryResult {
    readonly records: readonly ApexSObject[];
    readonly count: number;
}

/** Who acts. */
export interface Actor {
    readonly userId: ApexId;
}

/** Who acts, and what is asked of them. */
export interface Access {
    readonly actor: Actor;
    readonly mode: Mode;
    /** Whether system mode asks for sharing: that is up to the class. User mode always does. */
    readonly sharing: boolean;
}

export interface ObjectAccess {
    readonly create: boolean;
    readonly read: boolean;
    readonly edit: boolean;
    readonly delete: boolean;
}

/**
 * An org's records.
 * @throws Raised `QueryException`, `SecurityException` and the like, as on the platform
 */
export interface Database {
    readonly schema: Schema;
    /** @param bind gives the value of a bind */
    query(query: Query, bind: (name: string) => Value, access: Access): QueryResult;
    /** Writes records, each for itself: whoever calls it rolls back when all or none shall be written. */
    dml(
        operation: Operation,
        records: readonly ApexSObject[],
        access: Access,
        externalIdField: string | null
    ): RowResult[];
    /** A point to return to. */
    savepoint(): unknown;
    rollback(savepoint: unknown): void;
    /** Makes all changes final. */
    commit(): void;
    /** A stored record without asking who wants it; null when there is none. */
    row(objectName: string, id: string): Row | null;
    /** All stored records of an object, without asking who wants them. */
    rows(objectName: string): Row[];
    /** A stored record as Apex has it, with all its fields. */
    record(objectName: string, row: Row): ApexSObject;
    objectAccess(schema: ObjectSchema, actor: Actor): ObjectAccess;
    fieldAccess(
        schema: ObjectSchema,
        field: string,
        actor: Actor
    ): { readonly read: boolean; readonly edit: boolean };
    hasCustomPermission(name: string, actor: Actor): boolean;
    hasUserPermission(name: string, actor: Actor): boolean;
    mayUseClass(name: string, actor: Actor): boolean;
    /** @param principal such as `Glance_Login_Key-Agents` */
    mayUsePrincipal(principal: string, actor: Actor): boolean;
}
