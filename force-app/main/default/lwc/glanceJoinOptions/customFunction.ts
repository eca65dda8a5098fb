import { isErrorCode } from 'c/glanceErrors';
import { functionName, readArguments } from 'c/glanceJoinSession';
import type { Invocation, InvokeWhen } from 'c/glanceJoinSession';
import { oneOf, textOf } from './normalize';
import type { GivenOptions, OptionProblem } from './options';

interface CustomFunction {
    readonly invocation: Invocation | null;
    readonly invokeWhen: InvokeWhen;
    readonly askingProblem: OptionProblem | null;
}

const UNUSABLE: OptionProblem = { property: 'custom-invoke', code: 'customInvokeInvalid' };

/**
 * The function of the customer's page, and when it runs. Asking the customer to share is the most intrusive thing that a
 * click can do. So where the admin wants something else to happen first, or instead, and that can't happen, nobody is asked.
 * @param problems gets those that there are.
 */
export function readCustomFunction(given: GivenOptions, problems: OptionProblem[]): CustomFunction {
    const wanted = Boolean(given.customInvoke) || isProblem(given.customInvokeProblem);
    const chosen = oneOf(['before', 'instead', 'menu'], given.customInvokeWhen);
    const invokeWhen = chosen ?? 'before';
    const invocation = wanted ? readInvocation(given) : null;
    const flaws: OptionProblem[] = [];
    if (invocation === null && (wanted || invokeWhen === 'instead')) {
        flaws.push(problemOf(given.customInvokeProblem) ?? UNUSABLE);
    }
    if (chosen === null && textOf(given.customInvokeWhen) !== '') {
        flaws.push({ property: 'custom-invoke-when', code: 'optionsInvalid' });
    }
    problems.push(...flaws);
    const asks = invokeWhen === 'menu' || (!wanted && invokeWhen === 'before');
    return { invocation, invokeWhen, askingProblem: asks ? null : (flaws[0] ?? null) };
}

function readInvocation({ customInvoke, customInvokeProblem }: GivenOptions): Invocation | null {
    if (isProblem(customInvokeProblem)) {
        return null;
    }
    const { func, args } = fieldsOf(customInvoke);
    const name = functionName(textOf(func));
    try {
        return name ? { func: name, args: readArguments(jsonOf(args)) } : null;
    } catch {
        return null;
    }
}

function isProblem(given: unknown): boolean {
    return isErrorCode(fieldsOf(given).code);
}

/** A problem that the host names, in its own words where they are sound. */
function problemOf(given: unknown): OptionProblem | null {
    const { property, code, detail } = fieldsOf(given);
    if (!isErrorCode(code)) {
        return null;
    }
    const name = /^[a-z-]+$/.test(textOf(property)) ? textOf(property) : UNUSABLE.property;
    return textOf(detail)
        ? { property: name, code, detail: textOf(detail) }
        : { property: name, code };
}

function fieldsOf(given: unknown): Record<string, unknown> {
    return (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
}

/** The arguments as JSON: what a host gave is read-only inside the component, and Glance's script gets a copy. */
function jsonOf(args: unknown): string {
    return typeof args === 'string' ? args : JSON.stringify(args === undefined ? {} : args);
}
