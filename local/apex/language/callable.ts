import { Frame, type Runtime } from './runtime.ts';
import type { Body } from './scope.ts';
import type { Execute } from './statement.ts';
import type { Value } from './values.ts';

/** Code with parameters: they are its first variables. */
export type Callable = (self: Value, args: readonly Value[]) => Value;

/**
 * Makes code callable. A call that fails stays among the runtime's frames until the exception is caught: its line belongs to the trace.
 * @param label as stack traces name it, such as `Class.GlanceSettings.named`
 */
export function callable(runtime: Runtime, label: string, body: Body, run: Execute): Callable {
    return (self, args) => {
        const frame = new Frame(body.slots, self, label, body.definition);
        for (let i = 0; i < args.length; i++) {
            frame.locals[i] = args[i]!;
        }
        runtime.enter(frame);
        run(frame);
        runtime.leave();
        return frame.returned;
    };
}
