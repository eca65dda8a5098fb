import type { Runtime } from '../../language/runtime.ts';
import type { SystemClass } from '../../language/system-class.ts';
import type { ApexEnumValue } from '../../language/values.ts';
import { ApexId, type ApexList, type ApexObject, type Value } from '../../language/values.ts';
import type { RowError, RowResult } from '../database.ts';

type Result = ApexObject<RowResult>;

/** Statuses of failures; only those that this runtime has. */
export const STATUS_CODES = [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'DELETE_FAILED',
    'DUPLICATE_EXTERNAL_ID',
    'DUPLICATE_USERNAME',
    'DUPLICATE_VALUE',
    'ENTITY_IS_DELETED',
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    'FIELD_INTEGRITY_EXCEPTION',
    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    'INSUFFICIENT_ACCESS_OR_READONLY',
    'INVALID_CROSS_REFERENCE_KEY',
    'INVALID_EMAIL_ADDRESS',
    'INVALID_FIELD',
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'MISSING_ARGUMENT',
    'MIXED_DML_OPERATION',
    'NUMBER_OUTSIDE_VALID_RANGE',
    'REQUIRED_FIELD_MISSING',
    'STRING_TOO_LONG',
    'UNDELETE_FAILED'
];

/** A status as Apex has it. */
export function statusCode(runtime: Runtime, status: string): ApexEnumValue {
    const { enumValues } = runtime.types.parse('StatusCode').definition;
    return enumValues.find((value) => (value as ApexEnumValue).name === status) as ApexEnumValue;
}

function errorsOf(runtime: Runtime, { native }: Result): ApexList {
    const errors = native.error ? [runtime.newNative('Database.Error', native.error)] : [];
    return runtime.newList(runtime.types.parse('Database.Error'), errors);
}

function resultMethods(runtime: Runtime): Record<string, (result: Result) => Value> {
    return {
        'Boolean isSuccess()': ({ native }) => native.error === null,
        'Id getId()': ({ native }) => {
            const id = native.record.values.get('id');
            return native.error === null && id instanceof ApexId ? id : null;
        },
        'List<Database.Error> getErrors()': (result) => errorsOf(runtime, result)
    };
}

/**
 * What DML methods answer.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database_saveresult.htm
 */
export function resultClasses(runtime: Runtime): SystemClass[] {
    const methods = resultMethods(runtime);
    return [
        { name: 'StatusCode', kind: 'enum', values: STATUS_CODES },
        {
            name: 'Database.Error',
            methods: {
                'String getMessage()': ({ native }: ApexObject<RowError>) => native.message,
                'StatusCode getStatusCode()': ({ native }: ApexObject<RowError>) =>
                    statusCode(runtime, native.status),
                'List<String> getFields()': ({ native }: ApexObject<RowError>) =>
                    runtime.newList(runtime.types.string, [...native.fields])
            }
        },
        { name: 'Database.SaveResult', methods },
        { name: 'Database.DeleteResult', methods },
        { name: 'Database.UndeleteResult', methods },
        {
            name: 'Database.UpsertResult',
            methods: {
                ...methods,
                'Boolean isCreated()': ({ native }: Result) => native.created
            }
        }
    ];
}
