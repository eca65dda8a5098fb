/** `npm run deploy -- --target-org <org>`: build, check, validate, deploy, assign permission sets. */
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { deploySteps } from './deploy/deploy-plan.ts';
import { leftAlone, settingsRecord } from './deploy/left-alone.ts';
import { cliProblem, componentsIn, groupIdIn, orgProblem } from './deploy/salesforce-cli.ts';
import { carryOut } from './deploy/steps.ts';
import { checkedGroupId } from './group-id.ts';
import { kept } from './presence-script/place.ts';

const usage = `Usage: npm run deploy -- --target-org <org> [options]

  --target-org          alias or user name of the org
  --group               your group id at Glance, for a first deployment
  --overwrite-settings  also send settings records, visitor fields and credentials that the org has; needs --group
  --validate-only       stop before anything is changed in the org
  --test-level          which Apex tests run: RunLocalTests (default), RunSpecifiedTests, NoTestRun, …
  --dry-run             show the commands, run none`;

process.exitCode = await main();

async function main(): Promise<number> {
    try {
        const options = {
            'target-org': { type: 'string' },
            group: { type: 'string' },
            'overwrite-settings': { type: 'boolean', default: false },
            'validate-only': { type: 'boolean', default: false },
            'test-level': { type: 'string', default: 'RunLocalTests' },
            'dry-run': { type: 'boolean', default: false }
        } as const;
        const { values } = parseArgs({ options });
        const targetOrg = values['target-org'];
        if (targetOrg === undefined || targetOrg.startsWith('-')) {
            throw new Error(`--target-org is missing.\n\n${usage}`);
        }
        if (values.group !== undefined) {
            checkedGroupId(values.group, usage);
        }
        if (values['overwrite-settings'] && values.group === undefined) {
            throw new Error(
                '--overwrite-settings needs --group: the settings that are sent have no group id of their own.'
            );
        }
        const dryRun = values['dry-run'];
        const project = resolve(import.meta.dirname, '..');
        const problem = cliProblem() ?? orgProblem(targetOrg);
        if (problem !== undefined) {
            console.error(problem);
            if (!dryRun) {
                return 1;
            }
        }
        if ((await kept(project)) === undefined) {
            console.log(
                "Glance's agent script was not fetched yet: npm run presence-script -- --group <id>"
            );
        }
        const left =
            problem !== undefined || values['overwrite-settings']
                ? []
                : leftAlone(join(project, 'force-app', 'main', 'default'), (type) =>
                      componentsIn(targetOrg, type)
                  );
        if (left.length > 0) {
            console.log(
                `Left as they are in the org (--overwrite-settings sends them, too): ${left.map((file) => basename(file, '-meta.xml')).join(', ')}`
            );
        }
        const isSetUp = left.includes(settingsRecord);
        if (isSetUp && values.group !== undefined) {
            checkGroup(values.group, groupIdIn(targetOrg));
        }
        const steps = deploySteps(
            {
                targetOrg,
                leftAlone: left,
                testLevel: values['test-level'],
                validateOnly: values['validate-only'],
                ...(values.group === undefined || isSetUp ? {} : { groupId: values.group })
            },
            { project, build: join(project, 'build') }
        );
        await carryOut(steps, dryRun);
        return 0;
    } catch (error) {
        console.error((error as Error).message);
        return 1;
    }
}

/** @throws {Error} when a group id was given for an org whose settings, which are not sent, have another one */
function checkGroup(given: string, there: string | undefined): void {
    if (given !== there) {
        throw new Error(
            `The org's settings have ${there === undefined ? 'no group id' : `the group id ${there}`}, and are left as they are. ` +
                'Change it in Setup → Custom Metadata Types → Glance Settings → Default, or add --overwrite-settings.'
        );
    }
}
