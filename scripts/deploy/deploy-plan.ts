import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildStep, checkStep, groupSteps, scriptStep, type Places } from './build-steps.ts';
import type { Step } from './steps.ts';

export interface DeployOptions {
    readonly targetOrg: string;
    /** What an admin has changed in the org stays as it is. */
    readonly keepSettings: boolean;
    readonly groupId?: string;
    readonly testLevel: string;
    readonly validateOnly: boolean;
}

/** Folders of what admins fill in after the first deployment. */
const settingsFolders = ['customMetadata', 'externalCredentials', 'namedCredentials'];

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
        scriptStep(places),
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

/** What to send: all, or all but what the admin has filled in. */
function sourceOf({ keepSettings }: DeployOptions, { project }: Places): string[] {
    if (!keepSettings) {
        return ['--source-dir', 'force-app'];
    }
    const metadata = join(project, 'force-app', 'main', 'default');
    const folders = existsSync(metadata) ? readdirSync(metadata).sort() : [];
    return folders
        .filter((folder) => !settingsFolders.includes(folder))
        .flatMap((folder) => ['--source-dir', `force-app/main/default/${folder}`]);
}
