import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What was given for some options. */
type Values<T extends Options> = ReturnType<
    typeof parseArgs<{ args: string[]; options: T }>
>['values'];

/** From where a command takes what it was given. */
interface Source {
    readonly args?: readonly string[];
    readonly env?: NodeJS.ProcessEnv;
}

/**
 * The options that a command of the project was given.
 * @throws {Error} when there is something that isn't one of them, or when npm kept one for itself; with how the command is used
 */
export function optionsGiven<const T extends Options>(
    options: T,
    usage: string,
    { args = process.argv.slice(2), env = process.env }: Source = {}
): Values<T> {
    const lost = Object.keys(options).filter((name) => env[npmVariable(name)] !== undefined);
    if (lost.length > 0) {
        throw new Error(
            `npm kept ${lost.map((name) => `--${name}`).join(', ')} for itself, since -- doesn't stand before the options. ` +
                "PowerShell takes it away: put it in quotes there, '--', or use the Command Prompt."
        );
    }
    try {
        return parseArgs({ args: [...args], options }).values;
    } catch (error) {
        throw new Error(`${(error as Error).message}\n\n${usage}`);
    }
}

/**
 * Where npm tells the scripts that it runs of an option that it took for one of its own: each before `--`, and on Windows, in
 * PowerShell, each at all (npm/cli issues 3136 and 4903: `npm.ps1` loses the `--`). A `--dry-run` that gets lost would be a real run.
 */
const npmVariable = (name: string): string => `npm_config_${name.replaceAll('-', '_')}`;
