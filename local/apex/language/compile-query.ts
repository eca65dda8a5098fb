import type { QueryContext } from '@apexdevtools/apex-parser';

import { performQuery } from '../data/perform.ts';
import { checkQuery } from '../data/soql/check-query.ts';
import { isAggregate, readQuery } from '../data/soql/read-query.ts';
import { compileExpression } from './compile-expression.ts';
import type { Compiled, Run, Scope } from './scope.ts';
import { ApexLoadError } from './errors.ts';

/**
 * A query in brackets.
 * @throws ApexLoadError for objects and fields that there are not, and for what isn't supported
 */
export function compileQuery(scope: Scope, context: QueryContext): Compiled {
    const { runtime } = scope;
    const { query, binds } = readQuery(context, scope.body.file);
    const wrong = checkQuery(runtime.database.schema, query);
    if (wrong !== null) {
        throw scope.error(context, wrong);
    }
    const compiled = new Map<string, Run>(
        [...binds].map(([name, expression]) => [name, compileExpression(scope, expression).run])
    );
    const { types } = runtime;
    const from = types.record(isAggregate(query) ? 'AggregateResult' : query.from);
    if (!from) {
        throw new ApexLoadError(scope.body.file, context.start.line, 1, `No object ${query.from}`);
    }
    return {
        type: query.countsOnly ? types.integer : types.list(from),
        isQuery: true,
        run: (frame) => performQuery(runtime, query, (name) => compiled.get(name)!(frame))
    };
}
