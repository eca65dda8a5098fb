import { checkedGroupId } from '../group-id.ts';
import { optionsGiven } from '../options-given.ts';
import { root } from '../programs.ts';

/** Parts that are deployed beside the package in any case. */
const always = ['access'];

/** Parts for orgs that have the feature: without it, an org refuses them. */
const optional = ['messaging', 'voice'] as const;

const testLevels = ['RunSpecifiedTests', 'RunLocalTests', 'RunAllTestsInOrg', 'NoTestRun'] as const;

const usage = `Usage: npm run deploy -- --target-org <org> [options]

  --target-org               alias or user name of the org
  --group                    your group id at Glance, for a first deployment
  --with                     what the org has, separated by commas: ${optional.join(', ')}
  --without-presence-script  leave the presence script of the org as it is
  --overwrite-settings       also send settings records, visitor fields, credentials and the sample flow that the org has; needs --group
  --validate-only            stop before anything is changed in the org
  --test-level               which Apex tests run: RunSpecifiedTests (default: the tests of this package),
                             ${testLevels.slice(1).join(', ')}
  --dry-run                  show the commands, run none`;

/** What the user wants. */
export interface Given {
    readonly targetOrg: string;
    readonly group: string | undefined;
    /** Parts that are deployed beside the package. */
    readonly parts: readonly string[];
    readonly withPresenceScript: boolean;
    readonly overwriteSettings: boolean;
    readonly validateOnly: boolean;
    readonly testLevel: string;
    readonly dryRun: boolean;
    readonly project: string;
}

/**
 * The arguments of `npm run deploy`.
 * @throws {Error} with what is wrong, and how the command is used
 */
export function readOptions(args: readonly string[]): Given {
    const options = {
        'target-org': { type: 'string' },
        group: { type: 'string' },
        with: { type: 'string', default: '' },
        'without-presence-script': { type: 'boolean', default: false },
        'overwrite-settings': { type: 'boolean', default: false },
        'validate-only': { type: 'boolean', default: false },
        'test-level': { type: 'string', default: testLevels[0] },
        'dry-run': { type: 'boolean', default: false },
        project: { type: 'string', default: root }
    } as const;
    const values = optionsGiven(options, usage, { args });
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
        parts: [...always, ...partsOf(values.with)],
        withPresenceScript: !values['without-presence-script'],
        overwriteSettings,
        validateOnly: values['validate-only'],
        testLevel: oneOf('--test-level', testLevels, values['test-level']),
        dryRun: values['dry-run'],
        project: values.project
    };
}

function partsOf(list: string): string[] {
    const names = list.split(',').map((name) => name.trim());
    return [...new Set(names.filter((name) => name !== ''))].map((name) =>
        oneOf('--with', optional, name)
    );
}

/** @throws {Error} when it is none of them */
function oneOf(option: string, allowed: readonly string[], given: string): string {
    const found = allowed.find((each) => each.toLowerCase() === given.toLowerCase());
    if (found === undefined) {
        throw new Error(
            `${option} ${given}: that isn't one of its values. It takes ${allowed.join(', ')}.\n\n${usage}`
        );
    }
    return found;
}
