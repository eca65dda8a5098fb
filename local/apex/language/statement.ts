import type { Frame } from './runtime.ts';

/** How a statement ended. */
export const NEXT = 0;
export const BREAK = 1;
export const CONTINUE = 2;
/** What is returned is in the frame. */
export const RETURN = 3;

export type Outcome = typeof NEXT | typeof BREAK | typeof CONTINUE | typeof RETURN;

/** Runs a statement. */
export type Execute = (frame: Frame) => Outcome;

export interface Statement {
    readonly run: Execute;
    /** False when what follows is never reached. */
    readonly completes: boolean;
}

/** One statement after another. */
export function sequence(statements: readonly Statement[]): Execute {
    const runs = statements.map((statement) => statement.run);
    if (runs.length === 1) {
        return runs[0]!;
    }
    return (frame) => {
        for (const run of runs) {
            const outcome = run(frame);
            if (outcome !== NEXT) {
                return outcome;
            }
        }
        return NEXT;
    };
}
