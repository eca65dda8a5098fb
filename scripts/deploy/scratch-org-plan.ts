import { join } from 'node:path';
import { buildStep, groupSteps, scriptStep, type Places } from './build-steps.ts';
import type { Step } from './steps.ts';

export interface ScratchOrgOptions {
    readonly alias: string;
    readonly days: string;
    readonly devHub?: string;
    readonly groupId?: string | undefined;
    /** Whether Glance's script is sent, and not its placeholder. */
    readonly withPresenceScript: boolean;
}

/** Steps to make a scratch org in which a join can be tried. */
export function scratchOrgSteps(
    { alias, days, devHub, groupId, withPresenceScript }: ScratchOrgOptions,
    places: Places
): Step[] {
    const definition = join(places.project, 'config', 'project-scratch-def.json');
    const hub = devHub === undefined ? [] : ['--target-dev-hub', devHub];
    const org = ['--target-org', alias];
    const inBuild = (title: string, ...command: string[]): Step => ({
        title,
        command,
        folder: places.build
    });
    return [
        buildStep(places),
        ...groupSteps(groupId, places),
        ...(withPresenceScript ? [scriptStep(places)] : []),
        inBuild(
            'Create the scratch org',
            ...[
                'sf',
                'org',
                'create',
                'scratch',
                '--definition-file',
                definition,
                '--alias',
                alias
            ],
            ...['--duration-days', days, ...hub, '--wait', '20']
        ),
        inBuild(
            'Deploy',
            'sf',
            'project',
            'deploy',
            'start',
            '--source-dir',
            'force-app',
            ...org,
            '--wait',
            '30'
        ),
        inBuild(
            'Assign the permission sets to yourself',
            ...[
                'sf',
                'org',
                'assign',
                'permset',
                '--name',
                'Glance_Agent',
                '--name',
                'Glance_Admin',
                ...org
            ]
        ),
        inBuild(
            'Give yourself a partner user id',
            ...[
                'sf',
                'data',
                'update',
                'record',
                '--sobject',
                'User',
                '--where',
                "Name='User User'"
            ],
            ...['--values', "FederationIdentifier='alex.agent@example.com'", ...org]
        ),
        inBuild(
            'Import sample data',
            ...[
                'sf',
                'data',
                'import',
                'tree',
                '--plan',
                join(places.project, 'data', 'plan.json'),
                ...org
            ]
        ),
        inBuild(
            'Run the Apex tests',
            'sf',
            'apex',
            'run',
            'test',
            '--test-level',
            'RunLocalTests',
            '--wait',
            '20',
            ...org
        ),
        inBuild(
            'Open the sample app',
            'sf',
            'org',
            'open',
            '--path',
            '/lightning/app/c__Glance_Service',
            ...org
        )
    ];
}
