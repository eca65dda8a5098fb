import { LIMITS, type Counter, type Runtime } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';

const COUNTERS: Readonly<Record<string, Counter>> = {
    Queries: 'queries',
    QueryRows: 'queryRows',
    DmlStatements: 'dmlStatements',
    DmlRows: 'dmlRows',
    Callouts: 'callouts'
};
const CPU_MS = 10_000;

/**
 * What a transaction has used up. CPU time is counted in statements here: the share of them that was run is the share of the time.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_limits.htm
 */
export function limitsClass(runtime: Runtime): SystemClass {
    const counted = Object.entries(COUNTERS).flatMap(([name, counter]) => [
        [`static Integer get${name}()`, () => runtime.transaction.counters[counter]],
        [`static Integer getLimit${name}()`, () => LIMITS[counter]]
    ]);
    return {
        name: 'Limits',
        methods: {
            ...(Object.fromEntries(counted) as NonNullable<SystemClass['methods']>),
            'static Integer getCpuTime()': () =>
                Math.floor((runtime.transaction.statements * CPU_MS) / LIMITS.statements),
            'static Integer getLimitCpuTime()': () => CPU_MS
        }
    };
}
