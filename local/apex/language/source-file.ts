import { ApexLoadError } from './errors.ts';
import type { Runtime, Spot } from './runtime.ts';

/** A file that is being loaded. Loading goes on after an error, so that all of them are told at once. */
export class SourceFile {
    readonly runtime: Runtime;
    /** For messages and traces. */
    readonly name: string;
    /** The lines that can run, and how often each has. */
    readonly spots = new Map<number, Spot>();
    readonly errors: ApexLoadError[] = [];
    /** What to do when the members of all classes are known: bodies. */
    private readonly later: (() => void)[] = [];

    constructor(runtime: Runtime, name: string) {
        this.runtime = runtime;
        this.name = name;
    }

    error(context: { start: { line: number; column: number } }, reason: string): ApexLoadError {
        return new ApexLoadError(this.name, context.start.line, context.start.column + 1, reason);
    }

    /** Notes what is wrong, and goes on. */
    attempt(work: () => void): void {
        try {
            work();
        } catch (error) {
            if (!(error instanceof ApexLoadError)) {
                throw error;
            }
            this.errors.push(error);
        }
    }

    /** Does something when all members are known. */
    defer(work: () => void): void {
        this.later.push(work);
    }

    finish(): void {
        this.later.forEach((work) => {
            this.attempt(work);
        });
        this.later.length = 0;
    }
}
