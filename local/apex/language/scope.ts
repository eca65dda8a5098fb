import type { ApexParserRuleContext } from '@apexdevtools/apex-parser';

import { ApexLoadError } from './errors.ts';
import type { Frame, Runtime, Spot } from './runtime.ts';
import type { ApexType, ClassDefinition, Field } from './types.ts';
import type { Value } from './values.ts';

/** Computes a value. */
export type Run = (frame: Frame) => Value;

/** A place that a value is read from and written to, found once. */
export interface Reference {
    get(): Value;
    set(value: Value): void;
}

/** An expression whose type is known. */
export interface Compiled {
    readonly type: ApexType;
    readonly run: Run;
    /** Present where a value can be assigned. */
    readonly open?: (frame: Frame) => Reference;
    /** True for a query in brackets, which may stand for its only record. */
    readonly isQuery?: boolean;
    /** True where a value can be assigned, but not be read. */
    readonly isWriteOnly?: boolean;
    /** True for `this`. */
    readonly isThis?: boolean;
    /** True where `?.` before may leave the rest out: `run` then gives `SKIPPED`. */
    readonly maySkip?: boolean;
}

export interface Variable {
    readonly name: string;
    readonly slot: number;
    readonly type: ApexType;
    readonly isFinal: boolean;
}

/** A method, constructor or initializer that is being compiled. */
export class Body {
    readonly runtime: Runtime;
    readonly definition: ClassDefinition;
    readonly file: string;
    readonly isStatic: boolean;
    readonly returns: ApexType;
    /** The property whose getter or setter this is: it sees its own value without accessors. */
    readonly accessorOf: Field | null;
    /** Fields that are final may be written here. */
    readonly isConstructor: boolean;
    slots = 0;
    /** How many loops are around what is being compiled. */
    loops = 0;
    /** True for the first statement of a constructor: `this(…)` and `super(…)` are nowhere else. */
    mayCallConstructor = false;
    private readonly spots: Map<number, Spot>;

    constructor(options: {
        runtime: Runtime;
        definition: ClassDefinition;
        file: string;
        isStatic: boolean;
        returns: ApexType;
        spots: Map<number, Spot>;
        accessorOf?: Field | null;
        isConstructor?: boolean;
    }) {
        this.runtime = options.runtime;
        this.definition = options.definition;
        this.file = options.file;
        this.isStatic = options.isStatic;
        this.returns = options.returns;
        this.spots = options.spots;
        this.accessorOf = options.accessorOf ?? null;
        this.isConstructor = options.isConstructor ?? false;
    }

    /** The line of a statement: that it ran is counted there. */
    spot(line: number): Spot {
        let spot = this.spots.get(line);
        if (!spot) {
            spot = { line, hits: 0 };
            this.spots.set(line, spot);
        }
        return spot;
    }
}

/** The variables that a statement sees. */
export class Scope {
    readonly body: Body;
    private readonly parent: Scope | null;
    private readonly variables = new Map<string, Variable>();

    constructor(body: Body, parent: Scope | null = null) {
        this.body = body;
        this.parent = parent;
    }

    inner(): Scope {
        return new Scope(this.body, this);
    }

    get runtime(): Runtime {
        return this.body.runtime;
    }

    get definition(): ClassDefinition {
        return this.body.definition;
    }

    find(name: string): Variable | null {
        return this.variables.get(name.toLowerCase()) ?? this.parent?.find(name) ?? null;
    }

    /** Everything in sight, by name in lower case: what a dynamic query may bind. */
    all(): Map<string, Variable> {
        return new Map([...(this.parent?.all() ?? []), ...this.variables]);
    }

    declare(
        name: string,
        type: ApexType,
        context: ApexParserRuleContext,
        isFinal = false
    ): Variable {
        if (this.find(name)) {
            throw this.error(context, `Duplicate variable: ${name}`);
        }
        const variable = { name, type, isFinal, slot: this.body.slots++ };
        this.variables.set(name.toLowerCase(), variable);
        return variable;
    }

    error(context: ApexParserRuleContext, reason: string): ApexLoadError {
        return new ApexLoadError(
            this.body.file,
            context.start.line,
            context.start.column + 1,
            reason
        );
    }
}
