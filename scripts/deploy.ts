/** `npm run deploy -- --target-org <org>`: build, check, validate, deploy, assign permission sets. */
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { deploySteps } from './deploy/deploy-plan.ts';
import { leftAlone, presenceScriptLeftAlone, settingsRecord } from './deploy/left-alone.ts';
import { cliProblem, componentsIn, groupIdIn, orgProblem } from './deploy/salesforce-cli.ts';
import { carryOut } from './deploy/steps.ts';
import { checkedGroupId } from './group-id.ts';
import { kept, notFetched } from './presence-script/place.ts';

const usage = `Usage: npm run deploy -- --target-org <org> [options]

  --target-org               alias or user name of the org
  --group                    your group id at Glance, for a first deployment
  --without-presence-script  leave the presence script of the org as it is
  --overwrite-settings       also send settings records, visitor fields and credentials that the org has; needs --group
  --validate-only            stop before anything is changed in the org
  --test-level               which Apex tests run: RunLocalTests (default), RunSpecifiedTests, NoTestRun, …
  --dry-run                  show the commands, run none`;

process.exitCode = await main();

async function main(): Promise<number> {
    try {
        const given = readOptions();
        const { project, targetOrg, group, dryRun } = given;
        const noOrg = cliProblem() ?? orgProblem(targetOrg);
        const noScript =
            given.withPresenceScript && (await kept(project)) === undefined
                ? notFetched
                : undefined;
        const problems = [noOrg, noScript].filter((problem) => problem !== undefined);
        problems.forEach((problem) => console.error(problem));
        if (problems.length > 0 && !dryRun) {
            return 1;
        }
        const left = noOrg === undefined ? leftAloneIn(given) : [];
        const isSetUp = left.includes(settingsRecord);
        if (isSetUp && group !== undefined) {
            checkGroup(group, groupIdIn(targetOrg));
        }
        const steps = deploySteps(
            {
                ...given,
                leftAlone: left,
                groupId: isSetUp ? undefined : group
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

/** What the user wants. */
interface Given {
    readonly targetOrg: string;
    readonly group: string | undefined;
    readonly withPresenceScript: boolean;
    readonly overwriteSettings: boolean;
    readonly validateOnly: boolean;
    readonly testLevel: string;
    readonly dryRun: boolean;
    readonly project: string;
}

/** @throws {Error} with what is wrong, and how the command is used */
function readOptions(): Given {
    const options = {
        'target-org': { type: 'string' },
        group: { type: 'string' },
        'without-presence-script': { type: 'boolean', default: false },
        'overwrite-settings': { type: 'boolean', default: false },
        'validate-only': { type: 'boolean', default: false },
        'test-level': { type: 'string', default: 'RunLocalTests' },
        'dry-run': { type: 'boolean', default: false },
        project: { type: 'string', default: resolve(import.meta.dirname, '..') }
    } as const;
    const { values } = parseArgs({ options });
    const { 'target-org': targetOrg, 'overwrite-settings': overwriteSettings, group } = values;
    if (targetOrg === undefined || targetOrg.startsWith('-')) {
        throw new Error(`--target-org is missing.\n\n${usage}`);
    }
    if (overwriteSettings && group === undefined) {
        throw new Error(
            '--overwrite-settings needs --group: the settings that are sent have no group id of their own.'
        );
    }
    return {
        targetOrg,
        group: group === undefined ? undefined : checkedGroupId(group, usage),
        withPresenceScript: !values['without-presence-script'],
        overwriteSettings,
        validateOnly: values['validate-only'],
        testLevel: values['test-level'],
        dryRun: values['dry-run'],
        project: values.project
    };
}

/** What the org has and keeps, after saying so. */
function leftAloneIn({
    project,
    targetOrg,
    overwriteSettings,
    withPresenceScript
}: Given): readonly string[] {
    const componentsOf = (type: string): ReadonlySet<string> => componentsIn(targetOrg, type);
    const metadata = join(project, 'force-app', 'main', 'default');
    const script = withPresenceScript ? [] : presenceScriptLeftAlone(componentsOf);
    const left = [...(overwriteSettings ? [] : leftAlone(metadata, componentsOf)), ...script];
    if (left.length > 0) {
        const names = left.map((file) => basename(file, '-meta.xml'));
        console.log(`Left as they are in the org: ${names.join(', ')}`);
    }
    if (!withPresenceScript && script.length === 0) {
        console.log('The org has no presence script yet: it gets the placeholder.');
    }
    return left;
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
