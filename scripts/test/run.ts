import { spawn } from 'node:child_process';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** Runs a program of the project with its output shown. Resolves with its exit code; standard input is closed. */
export function run(
    command: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {}
): Promise<number> {
    return new Promise((resolve, reject) => {
        const child = spawn(command, args, {
            cwd: root,
            stdio: ['ignore', 'inherit', 'inherit'],
            env: { ...process.env, ...env }
        });
        child.on('error', reject);
        child.on('exit', (code) => resolve(code ?? 1));
    });
}

/** Runs a program with its output shown and returned. */
export function runAndRead(
    command: string,
    args: readonly string[]
): Promise<{ code: number; output: string }> {
    return new Promise((resolve, reject) => {
        const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
        let output = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
            output += text;
            process.stdout.write(text);
        });
        child.on('error', reject);
        child.on('close', (code) => resolve({ code: code ?? 1, output }));
    });
}

/** Runs a program that a dependency brings. */
export function runBin(
    name: string,
    args: readonly string[],
    env?: NodeJS.ProcessEnv
): Promise<number> {
    return run(path.join(root, 'node_modules', '.bin', name), args, env);
}
