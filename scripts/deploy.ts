/** `npm run deploy -- --target-org <org>`: build, check, validate, deploy, assign permission sets. */
import { basename } from 'node:path';
import { deploySteps } from './deploy/deploy-plan.ts';
import { leftAlone, presenceScriptLeftAlone, sentOf, settingsRecord } from './deploy/left-alone.ts';
import { readOptions, type Given } from './deploy/options.ts';
import {
    cliProblem,
    componentsIn,
    groupIdIn,
    isSandbox,
    orgProblem
} from './deploy/salesforce-cli.ts';
import { carryOut } from './deploy/steps.ts';
import { testClassesIn } from './deploy/test-classes.ts';
import { kept, notFetched } from './presence-script/place.ts';

process.exitCode = await main();

async function main(): Promise<number> {
    try {
        const given = readOptions(process.argv.slice(2));
        const { project, targetOrg, parts, group, dryRun, withPresenceScript } = given;
        const noOrg = cliProblem() ?? orgProblem(targetOrg);
        const noScript =
            withPresenceScript && (await kept(project)) === undefined ? notFetched : undefined;
        const problems = [noOrg, noScript].filter((problem) => problem !== undefined);
        problems.forEach((problem) => console.error(problem));
        if (problems.length > 0 && !dryRun) {
            return 1;
        }
        const trees = ['force-app', ...parts.map((part) => `unpackaged/${part}`)];
        const left = noOrg === undefined ? leftAloneIn(given, trees) : [];
        const isSetUp = left.includes(settingsRecord);
        if (isSetUp && group !== undefined) {
            checkGroup(group, groupIdIn(targetOrg));
        }
        if (noOrg === undefined && !isSetUp && group === undefined) {
            console.log(
                'The settings get no group id: add --group, or enter it afterwards in Setup → Custom Metadata Types → Glance Settings → Default.'
            );
        }
        const steps = deploySteps(
            {
                ...given,
                isSandbox: noOrg === undefined && isSandbox(targetOrg),
                sources: sentOf(project, trees, left),
                groupId: isSetUp ? undefined : group,
                tests: testClassesIn(project)
            },
            { project }
        );
        await carryOut(steps, project, dryRun);
        return 0;
    } catch (error) {
        console.error((error as Error).message);
        return 1;
    }
}

/** What the org has and keeps, after saying so. */
function leftAloneIn(
    { project, targetOrg, overwriteSettings, withPresenceScript }: Given,
    trees: readonly string[]
): readonly string[] {
    const componentsOf = (type: string): ReadonlySet<string> => componentsIn(targetOrg, type);
    const script = withPresenceScript ? [] : presenceScriptLeftAlone(componentsOf);
    const left = [...(overwriteSettings ? [] : leftAlone(project, trees, componentsOf)), ...script];
    if (left.length > 0) {
        const names = left.map((file) => basename(file).replace(/(\.md)?-meta\.xml$/, ''));
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
