import { spawnSync } from 'node:child_process';

/** One thing that a deployment does: a command, or work of our own. */
export interface Step {
    readonly title: string;
    readonly command: readonly string[];
    /** Where the command runs. */
    readonly folder: string;
    /** Done instead of running the command, which then only says what is done. */
    readonly work?: () => Promise<void>;
}

/** Prints what would be run, or runs it and stops at the first step that fails. */
export async function carryOut(steps: readonly Step[], dryRun: boolean): Promise<void> {
    for (const [i, step] of steps.entries()) {
        console.log(`\n${i + 1}/${steps.length} ${step.title}\n    ${shown(step)}`);
        if (!dryRun) {
            await carryOutOne(step);
        }
    }
    console.log(dryRun ? '\nNothing was run (--dry-run).' : '\nDone.');
}

async function carryOutOne({ title, command, folder, work }: Step): Promise<void> {
    if (work !== undefined) {
        await work();
        return;
    }
    const [program = '', ...args] = command;
    const { status } = spawnSync(program, args, { cwd: folder, stdio: 'inherit' });
    if (status !== 0) {
        throw new Error(
            `"${title}" failed: see above. What came before it is done; run the command again when that is mended.`
        );
    }
}

/** Work of our own is told in words, a command as one would type it. */
const shown = ({ command, work }: Step): string =>
    work === undefined ? command.map(quoted).join(' ') : command.join(' ');

const quoted = (word: string): string =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
