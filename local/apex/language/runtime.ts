import type { Actor, Database } from '../data/database.ts';
import { runtimeType } from './conversion.ts';
import { ApexThrown, Raised, type ExceptionState } from './errors.ts';
import { chooseOverload } from './overloads.ts';
import type { SystemClass } from './system-class.ts';
import { TypeRegistry } from './type-registry.ts';
import type { ApexType, ClassDefinition } from './types.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, ApexSObject, type Value } from './values.ts';

/** A line of Apex that can run, and how often it has. */
export interface Spot {
    readonly line: number;
    hits: number;
}

/** A call that is going on. */
export class Frame {
    readonly locals: Value[];
    readonly self: Value;
    /** As stack traces name it, such as `Class.GlanceSettings.named`. */
    readonly label: string;
    /** The class whose code it is. */
    readonly definition: ClassDefinition;
    line = 0;
    returned: Value = null;

    constructor(slots: number, self: Value, label: string, definition: ClassDefinition) {
        this.locals = new Array<Value>(slots).fill(null);
        this.self = self;
        this.label = label;
        this.definition = definition;
    }
}

/** What a request of HTTP is, outside the language. */
export interface CalloutRequest {
    readonly method: string;
    readonly endpoint: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Buffer;
    readonly timeoutMs: number;
}

export interface CalloutResponse {
    readonly status: number;
    readonly statusText: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Buffer;
}

/** The org around the code: all that is neither language nor records. */
export interface Surroundings {
    /** Milliseconds since 1970. */
    now(): number;
    /**
     * Does a callout, and waits for the answer.
     * @throws Raised `CalloutException`
     */
    callout(request: CalloutRequest, actor: Actor): CalloutResponse;
    /** The private key of a certificate in PEM; null when the org has none of that name. */
    certificate(name: string): string | null;
    /** The metadata of an active autolaunched flow; null when there is none. */
    flow(name: string): unknown;
    debug(text: string): void;
}

/** The limits of a synchronous transaction. CPU time is counted in statements, so that a run is the same everywhere. */
export const LIMITS = {
    statements: 5_000_000,
    stackDepth: 1000,
    listEntries: 1_000_000,
    heapBytes: 6_000_000,
    queries: 100,
    dmlStatements: 150,
    queryRows: 50_000,
    dmlRows: 10_000,
    callouts: 100
};

export type Counter = 'queries' | 'dmlStatements' | 'queryRows' | 'dmlRows' | 'callouts';

const TOO_MANY: Record<Counter, string> = {
    queries: 'Too many SOQL queries',
    dmlStatements: 'Too many DML statements',
    queryRows: 'Too many query rows',
    dmlRows: 'Too many DML rows',
    callouts: 'Too many callouts'
};

/** All that begins anew with each request, and with each test. */
export class Transaction {
    readonly statics = new Map<ClassDefinition, Value[]>();
    readonly counters: Record<Counter, number> = {
        queries: 0,
        dmlStatements: 0,
        queryRows: 0,
        dmlRows: 0,
        callouts: 0
    };
    statements = 0;
    /** True after DML: no callout is possible until it's committed. */
    hasUncommittedWork = false;
    /** Which kinds of objects DML has changed, for `MIXED_DML_OPERATION`; a new set within `System.runAs`. */
    changedKinds = new Set<'setup' | 'record'>();
    /** The user last. */
    readonly actors: Actor[];
    readonly isTest: boolean;
    /** What `Test.setMock` set. */
    mock: ApexObject | null = null;
    startedTest = false;

    constructor(actor: Actor, isTest: boolean) {
        this.actors = [actor];
        this.isTest = isTest;
    }

    get actor(): Actor {
        return this.actors.at(-1)!;
    }
}

/** Classes, records and the transaction that is going on. */
export class Runtime {
    readonly types: TypeRegistry;
    readonly database: Database;
    readonly surroundings: Surroundings;
    readonly frames: Frame[] = [];
    transaction: Transaction;
    /** What a dynamic query may bind: the variables in sight where it is called. */
    binds: ((name: string) => Value) | null = null;

    constructor(
        database: Database,
        surroundings: Surroundings,
        actor: Actor,
        systemClasses: (runtime: Runtime) => readonly SystemClass[]
    ) {
        this.database = database;
        this.surroundings = surroundings;
        this.transaction = new Transaction(actor, false);
        this.types = new TypeRegistry(this, systemClasses(this));
        this.types.addRecords(database.schema);
    }

    /** Runs work as one transaction: its static state is its own, and what it wrote is undone when it fails. */
    inTransaction<T>(actor: Actor, isTest: boolean, work: () => T): T {
        const former = this.transaction;
        const depth = this.frames.length;
        const savepoint = this.database.savepoint();
        this.transaction = new Transaction(actor, isTest);
        try {
            return work();
        } catch (error) {
            this.database.rollback(savepoint);
            throw error instanceof Error ? this.toThrown(error) : error;
        } finally {
            this.transaction = former;
            this.frames.length = depth;
        }
    }

    /** Counts a statement, or a turn of a loop. */
    step(): void {
        if (++this.transaction.statements > LIMITS.statements) {
            throw new Raised('LimitException', 'Apex CPU time limit exceeded');
        }
    }

    count(counter: Counter, by = 1): void {
        const now = (this.transaction.counters[counter] += by);
        if (now > LIMITS[counter]) {
            throw new Raised('LimitException', `${TOO_MANY[counter]}: ${String(now)}`);
        }
    }

    enter(frame: Frame): void {
        if (this.frames.length >= LIMITS.stackDepth) {
            throw new Raised(
                'LimitException',
                `Maximum stack depth reached: ${String(LIMITS.stackDepth + 1)}`
            );
        }
        this.frames.push(frame);
    }

    leave(): void {
        this.frames.pop();
    }

    staticsOf(definition: ClassDefinition): Value[] {
        let cells = this.transaction.statics.get(definition);
        if (!cells) {
            cells = [];
            this.transaction.statics.set(definition, cells);
            definition.initialize();
        }
        return cells;
    }

    newList(of: ApexType, items: Value[] = []): ApexList {
        return new ApexList(this.types.list(of), items);
    }

    newSet(of: ApexType, items: Iterable<Value> = []): ApexSet {
        return new ApexSet(this.types.set(of), items);
    }

    newMap(
        key: ApexType,
        value: ApexType,
        entries: Iterable<readonly [Value, Value]> = []
    ): ApexMap {
        return new ApexMap(this.types.map(key, value), entries);
    }

    newRecord(name: string): ApexSObject {
        const type = this.types.record(name);
        if (!type?.schema) {
            throw new Error(`No object ${name}`);
        }
        return new ApexSObject(type.schema, type);
    }

    /** An instance of a system class. */
    newNative<Native>(typeName: string, native: Native): ApexObject<Native> {
        return new ApexObject(this.types.parse(typeName).definition, native);
    }

    /**
     * Whether the code that runs asks for sharing, by its class or by those that called it.
     * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_sharing.htm
     */
    sharing(): boolean {
        for (let i = this.frames.length - 1; i >= 0; i--) {
            const { sharing } = this.frames[i]!.definition;
            if (sharing === 'with' || sharing === 'without') {
                return sharing === 'with';
            }
        }
        return this.frames[0]?.definition.sharing === 'inherited';
    }

    /**
     * Calls a method of Apex from code that isn't Apex, such as `compareTo` or a mock's `respond`.
     * @throws {Error} when the value has no such method
     */
    call(target: Value, name: string, ...args: Value[]): Value {
        const { definition } = runtimeType(this, target);
        const method = definition
            .findMethods(name)
            .find((each) => !each.isStatic && each.parameters.length === args.length);
        const implementation = method && definition.implementation(method.key);
        if (!implementation) {
            throw new Error(`${definition.name} has no method ${name}`);
        }
        return implementation.invoke(target, args);
    }

    /**
     * Makes an instance of a class as `new` does, from code that isn't Apex.
     * @throws Raised `TypeException` when the class has no constructor that takes the arguments
     */
    construct(type: ApexType, ...args: Value[]): ApexObject {
        const { definition } = type;
        const types = args.map((arg) => runtimeType(this, arg));
        const made = definition.isAbstract
            ? null
            : chooseOverload(this, definition.constructors, types);
        if (made === null || made === 'ambiguous') {
            throw new Raised('TypeException', `Type ${type.name} can't be constructed`);
        }
        const instance = new ApexObject(definition, null as unknown);
        made.invoke(instance, args);
        return instance;
    }

    /** Runs work as another user, as `System.runAs` does: who acted before acts again at the end. */
    as<T>(actor: Actor, work: () => T): T {
        const { transaction } = this;
        const { changedKinds } = transaction;
        const depth = transaction.actors.length;
        transaction.actors.push(actor);
        transaction.changedKinds = new Set();
        try {
            return work();
        } finally {
            transaction.actors.length = depth;
            transaction.changedKinds = changedKinds;
        }
    }

    /** Where the code is: the nearest call first. */
    trace(): string {
        return this.frames
            .map((frame) => `${frame.label}: line ${String(frame.line)}, column 1`)
            .reverse()
            .join('\n');
    }

    newExceptionState(message: string | null): ExceptionState {
        return {
            message,
            cause: null,
            line: this.frames.at(-1)?.line ?? 0,
            trace: this.trace(),
            rows: []
        };
    }

    /** What is thrown, as an Apex exception. What is no exception of Apex stays as it is: a fault of this runtime. */
    toThrown(error: Error): Error {
        if (error instanceof ApexThrown) {
            return error;
        }
        const raised = this.raisedFrom(error);
        if (!raised) {
            return error;
        }
        const state = { ...this.newExceptionState(raised.message), rows: raised.rows };
        const exception = this.newNative(raised.typeName, state);
        return new ApexThrown(exception, isFatal(raised.typeName));
    }

    private raisedFrom(error: Error): Raised | null {
        if (error instanceof Raised) {
            return error;
        }
        if (!(error instanceof RangeError)) {
            return null;
        }
        // JavaScript's own stack is smaller than Apex's where calls are made within deep expressions.
        if (error.message.includes('call stack')) {
            return new Raised(
                'LimitException',
                `Maximum stack depth reached: ${String(LIMITS.stackDepth + 1)}`
            );
        }
        // Texts, arrays and maps of JavaScript hold more than Apex's heap.
        return /length|size exceeded/.test(error.message)
            ? new Raised('LimitException', 'Apex heap size too large')
            : null;
    }
}

function isFatal(typeName: string): boolean {
    return typeName === 'LimitException' || typeName === 'AssertException';
}
