import {
    ApexErrorListener,
    ApexParserFactory,
    type AnonymousUnitContext,
    type ApexParserRuleContext,
    type CompilationUnitContext,
    type QueryContext
} from '@apexdevtools/apex-parser';

import { ApexLoadError } from './errors.ts';

class FirstError extends ApexErrorListener {
    error: ApexLoadError | null = null;
    private readonly file: string;

    constructor(file: string) {
        super();
        this.file = file;
    }

    override apexSyntaxError(line: number, column: number, message: string): void {
        this.error ??= new ApexLoadError(this.file, line, column + 1, message);
    }
}

function parseWith<T>(
    source: string,
    file: string,
    read: (parser: ReturnType<typeof ApexParserFactory.createParser>) => T
): T {
    const listener = new FirstError(file);
    const { parser } = ApexParserFactory.createLexerAndParser(source, listener);
    const result = read(parser);
    if (listener.error) {
        throw listener.error;
    }
    return result;
}

/**
 * Parses a class, an interface or an enum.
 * @throws ApexLoadError at the first syntax error
 */
export function parseClass(source: string, file: string): CompilationUnitContext {
    return parseWith(source, file, (parser) => parser.compilationUnit());
}

/**
 * Parses statements and declarations that stand in no class.
 * @throws ApexLoadError at the first syntax error
 */
export function parseAnonymous(source: string, file: string): AnonymousUnitContext {
    return parseWith(source, file, (parser) => parser.anonymousUnit());
}

/**
 * Parses a query that isn't part of a class.
 * @throws ApexLoadError at the first syntax error
 */
export function parseQuery(source: string): QueryContext {
    return parseWith(source, 'query', (parser) => parser.query());
}

/** A place in a file, for messages and coverage. */
export function lineOf(context: ApexParserRuleContext): number {
    return context.start.line;
}
