import { stripVTControlCharacters } from 'node:util';
import { run, runAndRead } from '../programs.ts';
import { buildStep, checkStep, groupSteps, scriptStep, type Places } from './build-steps.ts';
import { permissionStep } from './permission-steps.ts';
import { checkExit, type Step } from './steps.ts';

export interface DeployOptions {
    readonly targetOrg: string;
    /** Production orgs are validated first, and then get what was validated. */
    readonly isSandbox: boolean;
    /** What is sent: folders and files in the project. */
    readonly sources: readonly string[];
    /** Parts that are deployed beside the package. */
    readonly parts: readonly string[];
    readonly groupId?: string | undefined;
    /** Whether Glance's script is sent. */
    readonly withPresenceScript: boolean;
    readonly testLevel: string;
    /** The package's Apex test classes. */
    readonly tests: readonly string[];
    readonly validateOnly: boolean;
}

/** Steps to deploy to a sandbox or a production org. */
export function deploySteps(options: DeployOptions, places: Places): Step[] {
    const { targetOrg, parts, groupId, withPresenceScript, validateOnly } = options;
    return [
        buildStep(places),
        checkStep,
        ...groupSteps(groupId, places),
        ...(withPresenceScript ? [scriptStep(places)] : []),
        ...orgSteps(options, places),
        ...(validateOnly ? [] : [permissionStep(targetOrg, parts)])
    ];
}

/**
 * Sandboxes get one deployment: the CLI advises against validating and quick-deploying there. Production is validated, with tests,
 * and then gets just that (`sf project deploy validate --help`): no test runs twice. A validation without tests is refused.
 */
function orgSteps(options: DeployOptions, { project }: Places): Step[] {
    const { isSandbox, testLevel, validateOnly } = options;
    return isSandbox || testLevel === 'NoTestRun'
        ? [startStep(options, validateOnly)]
        : validatedSteps(options, project);
}

/** What Setup or another computer changed is in the way of source tracking only; `leftAlone` has taken out what is the admin's. */
function startStep(options: DeployOptions, validateOnly: boolean): Step {
    return {
        title: titleOf(options, validateOnly),
        command: [
            ...['sf', 'project', 'deploy', 'start'],
            ...(validateOnly ? ['--dry-run'] : []),
            ...sent(options),
            '--ignore-conflicts',
            ...tested(options),
            ...waiting
        ]
    };
}

function validatedSteps(options: DeployOptions, project: string): Step[] {
    const { targetOrg, validateOnly } = options;
    const title = titleOf(options, true);
    const quickTitle = 'Deploy what was validated';
    const command = [
        ...['sf', 'project', 'deploy', 'validate'],
        ...sent(options),
        ...tested(options),
        ...waiting
    ];
    let job = '<job-id>';
    const quick = (): string[] => [
        ...['sf', 'project', 'deploy', 'quick', '--job-id', job],
        ...['--target-org', targetOrg, ...waiting]
    ];
    const validate: Step = {
        title,
        command,
        work: async () => {
            const [program = '', ...args] = command;
            const { code, output } = await runAndRead(program, args, { folder: project });
            checkExit(title, code);
            job = jobIn(output);
        }
    };
    const deploy: Step = {
        title: quickTitle,
        get command() {
            return quick();
        },
        work: async () => {
            const [program = '', ...args] = quick();
            checkExit(quickTitle, await run(program, args, { folder: project }));
        }
    };
    return validateOnly ? [validate] : [validate, deploy];
}

/** @throws {Error} when the CLI doesn't tell it */
function jobIn(output: string): string {
    // The id of a deployment begins with 0Af.
    const job = /\b0Af[a-zA-Z0-9]{12,15}\b/.exec(stripVTControlCharacters(output))?.[0];
    if (job === undefined) {
        throw new Error(
            'The org has validated the deployment, but the CLI shows no job id to deploy it by. Deploy it with: sf project deploy quick --use-most-recent'
        );
    }
    return job;
}

function titleOf({ testLevel }: DeployOptions, validateOnly: boolean): string {
    const does = validateOnly ? 'Validate in the org' : 'Deploy';
    return testLevel === 'NoTestRun' ? `${does}, without tests` : `${does}, with tests`;
}

/** Minutes that the CLI waits for the org: tests of a large org are slow. */
const waiting = ['--wait', '60'];

const sent = ({ sources, targetOrg }: DeployOptions): string[] => [
    ...sources.flatMap((source) => ['--source-dir', source]),
    ...['--target-org', targetOrg]
];

/** `RunSpecifiedTests` runs the package's own tests: what a customer's tests do is no matter of this package. */
const tested = ({ testLevel, tests }: DeployOptions): string[] => [
    ...['--test-level', testLevel],
    ...(testLevel === 'RunSpecifiedTests' ? tests.flatMap((name) => ['--tests', name]) : [])
];
