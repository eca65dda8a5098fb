import { statusCode } from '../data/system/results.ts';
import { Raised, typeNameOf, type ExceptionState, type RowFailure } from '../language/errors.ts';
import type { Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import { ApexId, type ApexList, type ApexObject, type Value } from '../language/values.ts';
import { auraHandledException } from './aura-handled-exception.ts';

type Thrown = ApexObject<ExceptionState>;

/** What is said of an exception that was given no message. */
export const NO_MESSAGE = 'Script-thrown exception';

/** System exceptions that code can make itself. */
const PLAIN = [
    'AsyncException',
    'BigObjectException',
    'CalloutException',
    'DmlException',
    'EmailException',
    'ExternalObjectException',
    'FinalException',
    'FlowException',
    'HandledException',
    'IllegalArgumentException',
    'InvalidHeaderException',
    'InvalidParameterValueException',
    'JSONException',
    'ListException',
    'MathException',
    'NoAccessException',
    'NoDataFoundException',
    'NoSuchElementException',
    'NullPointerException',
    'QueryException',
    'RequiredFeatureMissingException',
    'SearchException',
    'SecurityException',
    'SerializationException',
    'SObjectException',
    'StringException',
    'TypeException',
    'UnexpectedException',
    'VisualforceException',
    'XmlException',
    'Auth.JWTValidationException',
    'Flow.FlowException'
];

/** What no code can make: the platform alone throws it, and nothing catches it. */
const FATAL = ['AssertException', 'LimitException'];

/** The four ways to make an exception. */
function constructors(runtime: Runtime): NonNullable<SystemClass['constructors']> {
    const make = (message: string | null, cause: Thrown | null): ExceptionState => ({
        ...runtime.newExceptionState(message),
        cause
    });
    return {
        '()': () => make(null, null),
        '(String? message)': (message: string | null) => make(message, null),
        '(Exception? cause)': (cause: Thrown | null) => make(null, cause),
        '(String? message, Exception? cause)': make
    };
}

/**
 * Exceptions.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_exception_methods.htm
 */
export function exceptionClasses(runtime: Runtime): SystemClass[] {
    const made = constructors(runtime);
    const plain = PLAIN.map((name) => ({
        name,
        extends: 'Exception',
        isVirtual: true,
        constructors: made
    }));
    const fatal = FATAL.map((name) => ({ name, extends: 'Exception' }));
    return [exceptionClass(runtime, made), ...plain, ...fatal, auraHandledException(runtime)];
}

function exceptionClass(
    runtime: Runtime,
    made: NonNullable<SystemClass['constructors']>
): SystemClass {
    return {
        name: 'Exception',
        isAbstract: true,
        constructors: made,
        methods: {
            'String getMessage()': ({ native }: Thrown) => native.message ?? NO_MESSAGE,
            'void setMessage(String? message)': ({ native }: Thrown, message: string | null) => {
                native.message = message;
            },
            'Exception getCause()': ({ native }: Thrown) => native.cause,
            'void initCause(Exception? cause)': ({ native }: Thrown, cause: Thrown | null) => {
                if (native.cause !== null) {
                    throw new Raised('TypeException', 'Exception cause already initialized');
                }
                native.cause = cause;
            },
            'Integer getLineNumber()': ({ native }: Thrown) => native.line,
            'String getStackTraceString()': ({ native }: Thrown) => native.trace,
            'String getTypeName()': typeNameOf,
            'String toString()': (exception: Thrown) =>
                `${typeNameOf(exception)}: ${exception.native.message ?? NO_MESSAGE}`,
            ...rowMethods(runtime)
        }
    };
}

/** What DML says of each record that failed. Every exception has these methods; without records they fail. */
function rowMethods(runtime: Runtime): NonNullable<SystemClass['methods']> {
    const rowOf = ({ native }: Thrown, index: number): RowFailure => {
        const row = native.rows[index];
        if (!row) {
            throw new Raised('ListException', `List index out of bounds: ${String(index)}`);
        }
        return row;
    };
    return {
        'Integer getNumDml()': ({ native }: Thrown) => native.rows.length,
        'Integer getDmlIndex(Integer index)': (thrown: Thrown, index: number) =>
            rowOf(thrown, index).index,
        'Id getDmlId(Integer index)': (thrown: Thrown, index: number): ApexId | null => {
            const { id } = rowOf(thrown, index);
            return id === null ? null : new ApexId(id);
        },
        'String getDmlMessage(Integer index)': (thrown: Thrown, index: number) =>
            rowOf(thrown, index).message,
        'StatusCode getDmlType(Integer index)': (thrown: Thrown, index: number): Value =>
            statusCode(runtime, rowOf(thrown, index).status),
        'String getDmlStatusCode(Integer index)': (thrown: Thrown, index: number) =>
            rowOf(thrown, index).status,
        'List<String> getDmlFieldNames(Integer index)': (thrown: Thrown, index: number): ApexList =>
            runtime.newList(runtime.types.string, [...rowOf(thrown, index).fields])
    };
}
