import { createContext, Script } from 'node:vm';

import { Raised } from '../language/errors.ts';

/** A group that is repeated: only with one of these can a search take longer than anybody waits. */
const REPEATED_GROUP = /\)[*+{]/;

const LONGEST_MS = 500;

const search = new Script('regex.exec(text)');
const context = createContext({}) as { regex?: RegExp; text?: string };

/**
 * `regex.exec(text)`, which gives up as Apex does.
 * @throws Raised `LimitException` for a search without an end in sight
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_pattern_and_matcher_matcher_methods.htm
 */
export function execute(regex: RegExp, text: string): RegExpExecArray | null {
    if (!REPEATED_GROUP.test(regex.source)) {
        return regex.exec(text);
    }
    context.regex = regex;
    context.text = text;
    try {
        return search.runInContext(context, { timeout: LONGEST_MS }) as RegExpExecArray | null;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
            throw new Raised('LimitException', 'Regex too complicated');
        }
        throw error;
    }
}
