import { join } from 'node:path';
import { buildStep, checkStep, groupSteps, scriptStep, type Places } from './build-steps.ts';
import { sentOf } from './left-alone.ts';
import type { Step } from './steps.ts';

export interface DeployOptions {
    readonly targetOrg: string;
    /** Files in `main/default` that are not sent. */
    readonly leftAlone: readonly string[];
    readonly groupId?: string | undefined;
    /** Whether Glance's script is sent. */
    readonly withPresenceScript: boolean;
    readonly testLevel: string;
    readonly validateOnly: boolean;
}

/** Steps to deploy to a sandbox or a production org. */
export function deploySteps(options: DeployOptions, places: Places): Step[] {
    const { targetOrg, testLevel, validateOnly } = options;
    const deploy = [
        'sf',
        'project',
        'deploy',
        'start',
        ...sourceOf(options, places),
        '--target-org',
        targetOrg
    ];
    const steps: Step[] = [
        buildStep(places),
        checkStep(places),
        ...groupSteps(options.groupId, places),
        ...(options.withPresenceScript ? [scriptStep(places)] : []),
        {
            title: 'Validate in the org, with tests',
            command: [...deploy, '--dry-run', '--test-level', testLevel, '--wait', '60'],
            folder: places.build
        }
    ];
    if (!validateOnly) {
        const permissions = ['--name', 'Glance_Agent', '--name', 'Glance_Admin'];
        steps.push(
            {
                title: 'Deploy',
                command: [...deploy, '--test-level', testLevel, '--wait', '60'],
                folder: places.build
            },
            {
                title: 'Assign the permission sets to yourself',
                command: [
                    'sf',
                    'org',
                    'assign',
                    'permset',
                    ...permissions,
                    '--target-org',
                    targetOrg
                ],
                folder: places.build
            }
        );
    }
    return steps;
}

/** What to send: all, or all but what is left alone. */
function sourceOf({ leftAlone }: DeployOptions, { project }: Places): string[] {
    if (leftAlone.length === 0) {
        return ['--source-dir', 'force-app'];
    }
    return sentOf(join(project, 'force-app', 'main', 'default'), leftAlone).flatMap((path) => [
        '--source-dir',
        `force-app/main/default/${path}`
    ]);
}
