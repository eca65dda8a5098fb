import type { ApexParserRuleContext } from '@apexdevtools/apex-parser';

import { onlyRecord } from '../data/perform.ts';
import { cast, converter, distance } from './conversion.ts';
import type { Compiled, Run, Scope } from './scope.ts';
import type { ApexType } from './types.ts';
import type { ApexList } from './values.ts';

/** Whether a value of one type can be assigned to another. A query in brackets also stands for its only record. */
export function fits(scope: Scope, from: Compiled, to: ApexType): boolean {
    return distance(scope.runtime, from.type, to) !== null || isSingleRecord(scope, from, to);
}

function isSingleRecord(scope: Scope, from: Compiled, to: ApexType): boolean {
    return (
        from.isQuery === true &&
        to.kind === 'sobject' &&
        from.type.kind === 'list' &&
        // What a dynamic query gives is known when it runs.
        (from.type.args[0] === scope.runtime.types.sobject ||
            distance(scope.runtime, from.type.args[0]!, to) !== null)
    );
}

/**
 * A value as one of a type, as an assignment or a call makes it.
 * @throws ApexLoadError when the types don't go together
 */
export function coerce(
    scope: Scope,
    from: Compiled,
    to: ApexType,
    context: ApexParserRuleContext
): Run {
    if (!fits(scope, from, to)) {
        throw scope.error(context, `Illegal assignment from ${from.type.name} to ${to.name}`);
    }
    const { run } = from;
    if (isSingleRecord(scope, from, to)) {
        const { runtime } = scope;
        return (frame) => cast(runtime, onlyRecord(run(frame) as ApexList), to);
    }
    const convert = converter(from.type, to);
    return convert ? (frame) => convert(run(frame)) : run;
}
