import { evaluateFunction, wrapDependency } from '@locker/sandbox';
import { LWS_DEFAULT_GATER_FEATURES, registerGaterEnabledFeatures } from '@locker/shared';

/** One sandbox a namespace, as in an org. */
const SANDBOX = 'c';

/**
 * Switches on every restriction of this release of Lightning Web Security. Must run before the first evaluation: what
 * a sandbox forbids is fixed when it is made.
 */
export function enforceCurrentRestrictions(): void {
    registerGaterEnabledFeatures([...LWS_DEFAULT_GATER_FEATURES]);
}

/** An object that bundles can export into: it lives in the sandbox, since what comes from outside is read-only there. */
export function createExports(): object {
    return evaluate(SANDBOX, '() => ({})', {}, '')() as object;
}

/**
 * Evaluates a bundle's factory in the sandbox of namespace `c`.
 * @param name for the debugger's list of sources
 * @param factory source text of the AMD factory
 * @returns what the bundle exports, as seen through the sandbox's membrane
 */
export function evaluateInSandbox(
    name: string,
    factory: string,
    dependencies: readonly { readonly name: string; readonly module: unknown }[]
): unknown {
    const secured = dependencies.map((dependency) =>
        wrapDependency(dependency.module, dependency.name, SANDBOX)
    );
    return evaluate(SANDBOX, factory, {}, `//# sourceURL=lws/c/${name}.js`)(...secured);
}

/** `evaluateFunction` also takes source text, which its type doesn't say. */
const evaluate = evaluateFunction as unknown as (
    key: string,
    factory: string,
    scope: object,
    sourceUrl: string
) => (...modules: unknown[]) => unknown;
