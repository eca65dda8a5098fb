import { distance } from './conversion.ts';
import type { Runtime } from './runtime.ts';
import type { ApexType, Parameter } from './types.ts';

/**
 * The overload that a call means: of those that take the arguments, the one whose parameters are nearest.
 * @return the overload; null when none takes the arguments; 'ambiguous' when no one is nearer than all others
 */
export function chooseOverload<T extends { readonly parameters: readonly Parameter[] }>(
    runtime: Runtime,
    candidates: readonly T[],
    args: readonly ApexType[]
): T | null | 'ambiguous' {
    const fitting = candidates
        .map((candidate) => ({ candidate, steps: stepsTo(runtime, candidate.parameters, args) }))
        .filter((entry): entry is { candidate: T; steps: number[] } => entry.steps !== null);
    if (fitting.length <= 1) {
        return fitting[0]?.candidate ?? null;
    }
    const best = fitting.filter((one) =>
        fitting.every((other) => other === one || isNearer(runtime, one, other))
    );
    return best.length === 1 ? best[0]!.candidate : 'ambiguous';
}

function stepsTo(
    runtime: Runtime,
    parameters: readonly Parameter[],
    args: readonly ApexType[]
): number[] | null {
    if (parameters.length !== args.length) {
        return null;
    }
    const steps = args.map((arg, i) => distance(runtime, arg, parameters[i]!.type));
    return steps.includes(null) ? null : (steps as number[]);
}

interface Fitting {
    readonly candidate: { readonly parameters: readonly Parameter[] };
    readonly steps: readonly number[];
}

function isNearer(runtime: Runtime, one: Fitting, other: Fitting): boolean {
    let isStrictly = false;
    for (let i = 0; i < one.steps.length; i++) {
        // For null all classes are equally near: then the more special one is.
        const special = distance(
            runtime,
            one.candidate.parameters[i]!.type,
            other.candidate.parameters[i]!.type
        );
        const [a, b] = [one.steps[i]!, other.steps[i]!];
        if (a > b) {
            return false;
        }
        isStrictly ||= a < b || (special !== null && special > 0);
    }
    return isStrictly;
}
