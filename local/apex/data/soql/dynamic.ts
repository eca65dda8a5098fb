import type { ExpressionContext } from '@apexdevtools/apex-parser';

import { ApexLoadError, Raised } from '../../language/errors.ts';
import { parseQuery } from '../../language/parse.ts';
import type { Query } from '../database.ts';
import { markEscapes } from './like.ts';
import { readQuery } from './read-query.ts';

const known = new Map<string, Query>();
const MOST_KNOWN = 500;

const SIMPLE_NAME = /^[A-Za-z]\w*$/;

/**
 * The query that a text is.
 * @throws Raised `QueryException` for a text that is no query, and for binds that are more than a name
 */
export function dynamicQuery(text: string): Query {
    let query = known.get(text);
    if (!query) {
        query = read(text);
        if (known.size >= MOST_KNOWN) {
            known.clear();
        }
        known.set(text, query);
    }
    return query;
}

function read(text: string): Query {
    try {
        const readable = markEscapes(text);
        const context = parseQuery(readable);
        const rest = readable.slice((context.stop?.stop ?? -1) + 1).trim();
        if (rest !== '') {
            throw new Raised('QueryException', `unexpected token: '${rest.split(/\s/)[0]!}'`);
        }
        const { query, binds } = readQuery(context, 'query');
        refuseExpressions(binds);
        return query;
    } catch (error) {
        if (error instanceof ApexLoadError) {
            throw new Raised('QueryException', error.reason);
        }
        throw error;
    }
}

function refuseExpressions(binds: ReadonlyMap<string, ExpressionContext>): void {
    for (const name of binds.keys()) {
        if (!SIMPLE_NAME.test(name)) {
            throw new Raised(
                'QueryException',
                `Only variable references are allowed in dynamic SOQL/SOSL: ${name}`
            );
        }
    }
}
