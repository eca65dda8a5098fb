import type { SpawnOptions } from 'node:child_process';
import { resolve as pathOf } from 'node:path';
import spawn from 'cross-spawn';

/** The project's folder. */
export const root = pathOf(import.meta.dirname, '..');

/** How a program is run. */
export interface RunOptions {
    /** Where; the project's folder when left out. */
    readonly folder?: string;
    /** Added to this process's environment. */
    readonly env?: NodeJS.ProcessEnv;
}

/** What a program came to that was asked something. */
export interface Answer {
    /** Exit code; `undefined` when the program could not be started. */
    readonly code: number | undefined;
    readonly output: string;
    readonly errors: string;
}

/*
 * All programs are started here: on Windows `npm` and `sf` are `.cmd` files, which only a shell can run, and cross-spawn knows
 * how to quote for it.
 */

/**
 * Runs a program with its output shown. Standard input is closed.
 * @returns its exit code; 1 when a signal ended it
 * @throws {Error} when it can't be started
 */
export async function run(
    program: string,
    args: readonly string[],
    options: RunOptions = {}
): Promise<number> {
    return ended(start(program, args, options, 'inherit'));
}

/**
 * Runs a program with its output shown and returned. Standard input is closed.
 * @throws {Error} when it can't be started
 */
export async function runAndRead(
    program: string,
    args: readonly string[],
    options: RunOptions = {}
): Promise<{ code: number; output: string }> {
    const child = start(program, args, options, 'pipe');
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        process.stdout.write(text);
    });
    return { code: await ended(child), output };
}

/** Runs a program that a dependency brings. */
export function runBin(
    name: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {}
): Promise<number> {
    return run(pathOf(root, 'node_modules', '.bin', name), args, { env });
}

/** Runs a program for its answer, and shows nothing of it. */
export function ask(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Answer {
    const { status, stdout, stderr, error } = spawn.sync(program, [...args], {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, ...env }
    });
    // Where all went well, Node leaves the error out and cross-spawn sets it to null.
    return error instanceof Error
        ? { code: undefined, output: '', errors: error.message }
        : { code: status ?? 1, output: stdout, errors: stderr };
}

function start(
    program: string,
    args: readonly string[],
    { folder = root, env = {} }: RunOptions,
    output: 'inherit' | 'pipe'
): ReturnType<typeof spawn> {
    const options: SpawnOptions = {
        cwd: folder,
        stdio: ['ignore', output, 'inherit'],
        env: { ...process.env, ...env }
    };
    return spawn(program, [...args], options);
}

function ended(child: ReturnType<typeof spawn>): Promise<number> {
    return new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (code) => resolve(code ?? 1));
    });
}
