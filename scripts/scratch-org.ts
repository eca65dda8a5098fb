/** `npm run scratch-org`: a scratch org with everything in it, sample customers included. */

import { scratchOrgSteps } from './deploy/scratch-org-plan.ts';
import { askOrg, cliProblem } from './deploy/salesforce-cli.ts';
import { carryOut } from './deploy/steps.ts';
import { checkedGroupId } from './group-id.ts';
import { optionsGiven } from './options-given.ts';
import { kept, notFetched } from './presence-script/place.ts';
import { root } from './programs.ts';

const usage = `Usage: npm run scratch-org -- [options]

  --alias                    name of the scratch org here; glance when left out
  --days                     how long it lives, 1 to 30; 7 when left out
  --dev-hub                  alias of the Dev Hub, when you have no default one
  --group                    your group id at Glance
  --without-presence-script  send the placeholder: agents can't join until Glance's script is there
  --dry-run                  show the commands, run none`;

process.exitCode = await main();

async function main(): Promise<number> {
    try {
        const options = {
            alias: { type: 'string', default: 'glance' },
            days: { type: 'string', default: '7' },
            'dev-hub': { type: 'string' },
            group: { type: 'string' },
            'without-presence-script': { type: 'boolean', default: false },
            'dry-run': { type: 'boolean', default: false },
            project: { type: 'string', default: root }
        } as const;
        const values = optionsGiven(options, usage);
        const devHub = values['dev-hub'];
        const { alias, days, group, project } = values;
        if (!/^([1-9]|[12]\d|30)$/.test(days)) {
            throw new Error(`--days must be a number from 1 to 30.\n\n${usage}`);
        }
        if (group !== undefined) {
            checkedGroupId(group, usage);
        }
        const withPresenceScript = !values['without-presence-script'];
        const problems = [
            cliProblem() ?? devHubProblem(devHub),
            withPresenceScript && (await kept(project)) === undefined ? notFetched : undefined
        ].filter((problem) => problem !== undefined);
        problems.forEach((problem) => console.error(problem));
        if (problems.length > 0 && !values['dry-run']) {
            return 1;
        }
        if (!withPresenceScript) {
            console.log('The placeholder is sent in place of the presence script.');
        }
        const steps = scratchOrgSteps(
            {
                alias,
                days,
                withPresenceScript,
                groupId: group,
                ...(devHub === undefined ? {} : { devHub })
            },
            { project }
        );
        await carryOut(steps, project, values['dry-run']);
        return 0;
    } catch (error) {
        console.error((error as Error).message);
        return 1;
    }
}

/** Why there is no Dev Hub to create scratch orgs with; nothing when there is. */
function devHubProblem(devHub: string | undefined): string | undefined {
    if (devHub !== undefined) {
        const { status } = askOrg('org', 'display', '--target-org', devHub);
        return status === 0
            ? undefined
            : `You are not logged in to the Dev Hub "${devHub}": sf org login web --alias ${devHub}`;
    }
    const { result } = askOrg('config', 'get', 'target-dev-hub');
    const [setting] = (result ?? []) as readonly { value?: string }[];
    return setting?.value === undefined
        ? 'There is no default Dev Hub. Log in to yours: sf org login web --set-default-dev-hub'
        : undefined;
}
