import { run } from '../programs.ts';

/** One thing that a deployment does: a command, or work of our own. */
export interface Step {
    readonly title: string;
    /** What is shown: the command as typed, or words that begin with `#`. */
    readonly command: readonly string[];
    /** Done instead of running the command. */
    readonly work?: () => Promise<void>;
}

/** Prints what would be run, or runs it and stops at the first step that fails. */
export async function carryOut(
    steps: readonly Step[],
    project: string,
    dryRun: boolean
): Promise<void> {
    for (const [i, { title, command, work }] of steps.entries()) {
        console.log(`\n${i + 1}/${steps.length} ${title}\n    ${shown(command)}`);
        if (!dryRun) {
            await (work ?? (() => runStep(title, command, project)))();
        }
    }
    console.log(dryRun ? '\nNothing was run (--dry-run).' : '\nDone.');
}

async function runStep(
    title: string,
    [program = '', ...args]: readonly string[],
    folder: string
): Promise<void> {
    checkExit(title, await run(program, args, { folder }));
}

/** The CLI's exit code for a deployment that the org hasn't finished when `--wait` is over. */
const stillGoing = 69;

/**
 * What an exit code means for the steps that follow. The Salesforce CLI ends a deployment with 0 when all of it succeeded, 1 when it
 * failed or was canceled, 68 when a part of it succeeded, and 69 when the org is still working on it (`sf project deploy start --help`).
 * @throws {Error} for each but 0, with what to do
 */
export function checkExit(title: string, code: number): void {
    if (code === stillGoing) {
        throw new Error(
            `"${title}" isn't finished: the org is still working on it. See how it goes with the command that the CLI shows above, ` +
                'then run this command again.'
        );
    }
    if (code !== 0) {
        throw new Error(
            `"${title}" failed: see above. The steps before it are done. Fix the cause, then run the command again.`
        );
    }
}

const shown = (command: readonly string[]): string =>
    command[0] === '#' ? command.join(' ') : command.map(quoted).join(' ');

const quoted = (word: string): string =>
    /^[\w@%+=:,./<>-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
