/** What `npm run test:apex` is asked for. */
export interface TestArguments {
    /** The folder of the project. */
    readonly project: string;
    /** Names of test classes in lower case; empty for all of them. */
    readonly classes: readonly string[];
    readonly watch: boolean;
    /** Whether `System.debug` is shown. */
    readonly debug: boolean;
    /** Runs the tests with the commercial runtime `aer`, should it be installed. */
    readonly withAer: boolean;
}

export const USAGE =
    'npm run test:apex [-- --class <TestClass> …] [--watch] [--debug] [--with aer] [--project <folder>]';

/**
 * Reads the arguments after the program's name.
 * @param here the folder of this project
 * @throws {RangeError} naming an argument that there is not
 */
export function readArguments(args: readonly string[], here: string): TestArguments {
    const classes: string[] = [];
    let [project, watch, debug, withAer] = [here, false, false, false];
    const rest = [...args];
    while (rest.length > 0) {
        const argument = rest.shift()!;
        switch (argument) {
            case '--class':
                classes.push(...valueOf(argument, rest.shift()).toLowerCase().split(','));
                break;
            case '--project':
                project = valueOf(argument, rest.shift());
                break;
            case '--with':
                if (valueOf(argument, rest.shift()) !== 'aer') {
                    throw new RangeError('--with takes aer only.');
                }
                withAer = true;
                break;
            case '--watch':
                watch = true;
                break;
            case '--debug':
                debug = true;
                break;
            default:
                throw new RangeError(`There is no ${argument}. ${USAGE}`);
        }
    }
    return { project, classes, watch, debug, withAer };
}

function valueOf(argument: string, value: string | undefined): string {
    if (value === undefined || value.startsWith('--')) {
        throw new RangeError(`${argument} needs a value. ${USAGE}`);
    }
    return value;
}
