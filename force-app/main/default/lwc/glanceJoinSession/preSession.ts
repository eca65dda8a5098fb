import { codeOf } from 'c/glanceErrors';
import type { Preparation } from './events';

/** What a pre-session hook is told. */
export interface PreSessionContext {
    readonly recordId: string | null;
    readonly objectApiName: string | null;
    readonly visitorId: string;
    readonly customInvokeArguments: Readonly<Record<string, unknown>> | null;
    /** Aborted when the agent cancels or the time is up. */
    readonly signal: AbortSignal;
}

/** What a pre-session hook may answer. What it leaves out stays as it is. */
export interface PreSessionAnswer {
    /** `false` stops the join. */
    readonly proceed?: boolean | null;
    /** Shown to the agent when the join stops. */
    readonly message?: string | null;
    /** Whom to ask instead. */
    readonly visitorId?: string | null;
    /** Other arguments for the custom function: an object, or its JSON text. */
    readonly customInvokeArguments?: Readonly<Record<string, unknown>> | string | null;
}

export type PreSessionHook = (
    context: PreSessionContext
) => PreSessionAnswer | null | void | Promise<PreSessionAnswer | null | void>;

/**
 * Runs the hooks one after the other; each sees what the earlier ones changed. Never rejects: a hook that throws stops
 * the join with `preSessionFailed` (or the code of the GlanceError that it threw).
 * @param onHook called before each hook.
 */
export async function runPreSession(
    hooks: readonly PreSessionHook[],
    start: PreSessionContext,
    onHook: () => void
): Promise<Preparation> {
    let context = start;
    for (const hook of hooks) {
        if (context.signal.aborted) {
            break;
        }
        onHook();
        try {
            // eslint-disable-next-line no-await-in-loop -- each hook sees what the earlier ones changed
            const answer = await hook(context);
            if (answer?.proceed === false) {
                return {
                    proceed: false,
                    code: 'preSessionStopped',
                    message: answer.message || null
                };
            }
            context = { ...context, ...changesOf(answer) };
        } catch (thrown) {
            return { proceed: false, code: codeOf(thrown, 'preSessionFailed'), message: null };
        }
    }
    return {
        proceed: true,
        visitorId: context.visitorId === start.visitorId ? null : context.visitorId,
        invokeArgs: context.customInvokeArguments
    };
}

function changesOf(answer: PreSessionAnswer | null | void): Partial<PreSessionContext> {
    const { visitorId, customInvokeArguments } = answer ?? {};
    return {
        ...(visitorId ? { visitorId } : {}),
        ...(customInvokeArguments
            ? { customInvokeArguments: readArguments(customInvokeArguments) }
            : {})
    };
}

/**
 * Arguments of a custom function, from an object or its JSON text.
 * @throws {SyntaxError} when the text is not JSON of an object.
 */
export function readArguments(
    given: Readonly<Record<string, unknown>> | string
): Readonly<Record<string, unknown>> {
    const value: unknown = typeof given === 'string' ? JSON.parse(given) : given;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw new SyntaxError('The arguments of a custom function must be a JSON object.');
    }
    return value as Readonly<Record<string, unknown>>;
}
