/** `npm run deploy -- --target-org <org>`: build, check, validate, deploy, assign permission sets. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { deploySteps } from './deploy/deploy-plan.ts';
import { cliProblem, isSetUp, orgProblem } from './deploy/salesforce-cli.ts';
import { carryOut } from './deploy/steps.ts';
import { checkedGroupId } from './group-id.ts';
import { kept } from './presence-script/place.ts';

const usage = `Usage: npm run deploy -- --target-org <org> [options]

  --target-org          alias or user name of the org
  --group               your group id at Glance, for a first deployment
  --overwrite-settings  also deploy settings and credentials that an admin has changed in the org
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
        const keepSettings =
            !values['overwrite-settings'] && problem === undefined && isSetUp(targetOrg);
        if (keepSettings && values.group !== undefined) {
            throw new Error(
                'The org has a group id already. Change it there, or add --overwrite-settings.'
            );
        }
        if (keepSettings) {
            console.log(
                'The org is set up: its settings and credentials are left as they are (--overwrite-settings sends them).'
            );
        }
        const steps = deploySteps(
            {
                targetOrg,
                keepSettings,
                testLevel: values['test-level'],
                validateOnly: values['validate-only'],
                ...(values.group === undefined ? {} : { groupId: values.group })
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
