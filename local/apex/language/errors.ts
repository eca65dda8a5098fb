import type { ApexObject } from './values.ts';

/** Apex that can't be loaded: a syntax error, an unknown name, a type that doesn't fit, or something this runtime doesn't know. */
export class ApexLoadError extends Error {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    /** What is wrong, without the place. */
    readonly reason: string;

    constructor(file: string, line: number, column: number, reason: string) {
        super(`${file}:${String(line)}:${String(column)}: ${reason}`);
        this.name = 'ApexLoadError';
        this.file = file;
        this.line = line;
        this.column = column;
        this.reason = reason;
    }
}

/** Several classes that can't be loaded. */
export class ApexLoadErrors extends Error {
    readonly errors: readonly ApexLoadError[];
    constructor(errors: readonly ApexLoadError[]) {
        super(errors.map((error) => error.message).join('\n'));
        this.name = 'ApexLoadErrors';
        this.errors = errors;
    }
}

export interface RowFailure {
    readonly index: number;
    readonly id: string | null;
    readonly status: string;
    readonly message: string;
    readonly fields: readonly string[];
}

/** What every exception of Apex holds. */
export interface ExceptionState {
    /** Null until one is given: tests and clients then see `Script-thrown exception`. */
    message: string | null;
    cause: ApexObject<ExceptionState> | null;
    line: number;
    trace: string;
    rows: readonly RowFailure[];
}

/** A system exception on its way from a system class to the interpreter, which makes an instance of it. */
export class Raised extends Error {
    /** Name in the namespace System, such as `ListException`, or with its namespace. */
    readonly typeName: string;
    readonly rows: readonly RowFailure[];

    constructor(typeName: string, message: string, rows: readonly RowFailure[] = []) {
        super(message);
        this.name = typeName;
        this.typeName = typeName;
        this.rows = rows;
    }
}

/** An Apex exception that is being thrown. */
export class ApexThrown extends Error {
    readonly exception: ApexObject<ExceptionState>;
    /** As `System.LimitException` and failed assertions: no catch clause sees it. */
    readonly isFatal: boolean;

    constructor(exception: ApexObject<ExceptionState>, isFatal: boolean) {
        super(`${typeNameOf(exception)}: ${exception.native.message ?? 'Script-thrown exception'}`);
        this.name = 'ApexThrown';
        this.exception = exception;
        this.isFatal = isFatal;
    }
}

/** `System.NullPointerException`, or the name of a class of one's own. */
export function typeNameOf(exception: ApexObject): string {
    const { definition } = exception;
    return definition.isSystem && !definition.name.includes('.')
        ? `System.${definition.name}`
        : definition.name;
}

export function nullPointer(): Raised {
    return new Raised('NullPointerException', 'Attempt to de-reference a null object');
}
