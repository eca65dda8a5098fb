import { buildStep, groupSteps, scriptStep, type Places } from './build-steps.ts';
import { permissionStep } from './permission-steps.ts';
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
    const hub = devHub === undefined ? [] : ['--target-dev-hub', devHub];
    const org = ['--target-org', alias];
    const sf = (title: string, ...command: string[]): Step => ({
        title,
        command: ['sf', ...command]
    });
    return [
        buildStep(places),
        ...groupSteps(groupId, places),
        ...(withPresenceScript ? [scriptStep(places)] : []),
        sf(
            'Create the scratch org',
            ...['org', 'create', 'scratch'],
            ...['--definition-file', 'config/project-scratch-def.json', '--alias', alias],
            ...['--duration-days', days, ...hub, '--wait', '20']
        ),
        sf(
            'Deploy',
            ...['project', 'deploy', 'start', '--source-dir', 'build/force-app'],
            ...['--source-dir', 'build/unpackaged/access', ...org, '--wait', '30']
        ),
        permissionStep(alias),
        sf(
            'Give yourself a partner user id',
            ...['data', 'update', 'record', '--sobject', 'User', '--where', "Name='User User'"],
            ...['--values', "FederationIdentifier='alex.agent@example.com'", ...org]
        ),
        sf('Import sample data', ...['data', 'import', 'tree', '--plan', 'data/plan.json', ...org]),
        sf(
            'Run the Apex tests',
            ...['apex', 'run', 'test', '--test-level', 'RunLocalTests', '--wait', '20', ...org]
        ),
        sf(
            'Open the sample app',
            ...['org', 'open', '--path', '/lightning/app/c__Glance_Service', ...org]
        )
    ];
}
