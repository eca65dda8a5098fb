import path from 'node:path';

import { ApexThrown } from '../language/errors.ts';
import type { LoadedClass } from '../language/loader.ts';

/** What a failure says, and each place on the way to it as `file:line`. */
export interface Failure {
    readonly message: string;
    /** The nearest first. */
    readonly places: readonly string[];
}

/** Describes what a test threw. A fault of this runtime is told with its own stack. */
export function failureOf(thrown: unknown, loaded: readonly LoadedClass[], root: string): Failure {
    if (!(thrown instanceof ApexThrown)) {
        const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
        return { message: `The runtime itself failed: ${message}`, places: [] };
    }
    const files = new Map(loaded.map(({ type, file }) => [type.name.toLowerCase(), file]));
    const { trace } = thrown.exception.native;
    const places = trace
        .split('\n')
        .map((line) => placeOf(line, files, root))
        .filter((place) => place !== null);
    return { message: thrown.message, places };
}

/** `Class.Outer.Inner.method: line 12, column 1` → `classes/Outer.cls:12 (Outer.Inner.method)` */
function placeOf(line: string, files: ReadonlyMap<string, string>, root: string): string | null {
    const parts = /^(?:Class\.)?([^:]+): line (\d+)/.exec(line);
    const name = parts?.[1];
    const file = name === undefined ? undefined : files.get(name.split('.')[0]!.toLowerCase());
    return file === undefined ? null : `${path.relative(root, file)}:${parts![2]!} (${name!})`;
}
