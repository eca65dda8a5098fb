/** Runs Apex in an org that has records of `shop/`, and none of its classes. */
import assert from 'node:assert/strict';

import { createOrg } from '../data/create-runtime.ts';
import { readProject, type Project } from '../data/metadata/project.ts';
import { loadAnonymous } from '../language/anonymous.ts';
import { ApexLoadErrors, ApexThrown } from '../language/errors.ts';
import { loadClasses } from '../language/loader.ts';
import type { Runtime, Surroundings } from '../language/runtime.ts';
import { describeFailure } from '../language/text.ts';
import { systemClasses } from '../system/index.ts';

let project: Project | null = null;

interface Options {
    /** Classes by the name of their file. */
    readonly classes?: Readonly<Record<string, string>>;
    readonly isTest?: boolean;
    /** What is around the org, where that matters. */
    readonly surroundings?: Partial<Surroundings>;
}

/** What happened: what `System.debug` wrote, and how it ended. */
export interface Run {
    readonly lines: readonly string[];
    /** `System.ListException: …` and the trace; null when all went well. */
    readonly failure: string | null;
    readonly runtime: Runtime;
}

/**
 * Runs anonymous Apex.
 * @throws ApexLoadErrors
 */
export function run(
    text: string,
    { classes = {}, isTest = false, surroundings = {} }: Options = {}
): Run {
    project ??= readProject([new URL('shop', import.meta.url).pathname]);
    const lines: string[] = [];
    const { runtime, actor } = createOrg({
        project,
        systemClasses,
        users: [
            {
                profile: 'System Administrator',
                fields: {
                    Username: 'ada@shop.example.com',
                    LastName: 'Ada',
                    Email: 'ada@shop.example.com',
                    Alias: 'ada'
                }
            }
        ],
        surroundings: {
            now: () => Date.UTC(2026, 6, 15, 12),
            callout: () => {
                throw new Error('No callouts here');
            },
            certificate: () => null,
            debug: (line) => {
                lines.push(line.replace(/^[A-Z]+\|/, ''));
            },
            ...surroundings
        }
    });
    loadClasses(
        runtime,
        Object.entries(classes).map(([file, source]) => ({ file, text: source }))
    );
    const statements = loadAnonymous(runtime, text, 'anonymous.apex');
    try {
        runtime.inTransaction(actor, isTest, statements);
    } catch (error) {
        if (!(error instanceof ApexThrown)) {
            throw error;
        }
        return { lines, failure: describeFailure(error), runtime };
    }
    return { lines, failure: null, runtime };
}

/** What `System.debug` wrote in Apex that ends well. */
export function output(text: string, options: Options = {}): readonly string[] {
    const { lines, failure } = run(text, options);
    if (failure !== null) {
        throw new Error(failure);
    }
    return lines;
}

/** The values of expressions, as `String.valueOf` writes them. */
export function values(...expressions: readonly string[]): readonly string[] {
    return output(expressions.map((each) => `System.debug(${each});`).join('\n'));
}

/** Holds expressions against their values, as `String.valueOf` makes texts of them. They run together. */
export function check(expected: Readonly<Record<string, string>>): void {
    const expressions = Object.keys(expected);
    const found = values(...expressions);
    assert.deepEqual(
        Object.fromEntries(expressions.map((expression, i) => [expression, found[i]])),
        expected
    );
}

/** How Apex fails: type and message, without the trace. */
export function failureOf(text: string, options: Options = {}): string | null {
    return run(text, options).failure?.split('\n')[0] ?? null;
}

/** What is wrong with Apex that can't be loaded: `file:line: reason`, without columns. */
export function loadFailures(text: string, options: Options = {}): readonly string[] {
    try {
        run(text, options);
    } catch (error) {
        if (error instanceof ApexLoadErrors) {
            return error.errors.map(
                ({ file, line, reason }) => `${file}:${String(line)}: ${reason}`
            );
        }
        throw error;
    }
    return [];
}
