import { run } from '../programs.ts';
import { permissionSetsOf } from './salesforce-cli.ts';
import { checkExit, type Step } from './steps.ts';

/** The permission sets that whoever deploys gets; parts beside the package bring more. */
const always = ['Glance_Agent', 'Glance_Login_Key_Access', 'Glance_Admin'];
const ofParts: Readonly<Record<string, readonly string[]>> = { voice: ['Glance_Voice'] };

const title = 'Assign the permission sets to yourself';

/**
 * Assigns the permission sets that the user hasn't got. To assign one twice is an error for the CLI (`Duplicate
 * PermissionSetAssignment`); an assignment that is there is what was wanted.
 */
export function permissionStep(targetOrg: string, parts: readonly string[] = []): Step {
    const wanted = [...always, ...parts.flatMap((part) => ofParts[part] ?? [])];
    return {
        title,
        command: assigning(wanted, targetOrg),
        work: async () => {
            const there = permissionSetsOf(targetOrg);
            const missing = wanted.filter((name) => !there.has(name));
            if (missing.length === 0) {
                console.log('    You have them already.');
                return;
            }
            const [program = '', ...args] = assigning(missing, targetOrg);
            checkExit(title, await run(program, args));
        }
    };
}

const assigning = (names: readonly string[], targetOrg: string): string[] => [
    ...['sf', 'org', 'assign', 'permset'],
    ...names.flatMap((name) => ['--name', name]),
    ...['--target-org', targetOrg]
];
