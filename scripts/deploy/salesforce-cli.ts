import { stripVTControlCharacters } from 'node:util';
import { ask } from '../programs.ts';

/** What `sf … --json` answers. */
interface Answer {
    readonly status: number;
    readonly message?: string;
    readonly result?: unknown;
}

/**
 * Runs a command of the Salesforce CLI that only asks. Warnings, such as that a newer version is out, can stand before the JSON, and
 * build machines that set FORCE_COLOR get it in color.
 */
export function askOrg(...args: readonly string[]): Answer {
    const { code, output, errors } = ask('sf', [...args, '--json']);
    if (code === undefined) {
        return { status: 1, message: errors };
    }
    try {
        const plain = stripVTControlCharacters(output);
        return JSON.parse(plain.slice(plain.search(/^\{/m))) as Answer;
    } catch {
        return { status: 1, message: 'The Salesforce CLI gave no answer.' };
    }
}

/** The oldest version that has all commands and flags used here (`@salesforce/cli` 2, which took the place of `sfdx`). */
const oldestCli = 2;

/** Why the Salesforce CLI can't be used here; nothing when it can. */
export function cliProblem(): string | undefined {
    const install = 'Install it with Node 22 or newer: npm install --global @salesforce/cli';
    const { code, output, errors } = ask('sf', ['--version']);
    if (code === undefined) {
        return `The Salesforce CLI (sf) is not installed. ${install}`;
    }
    if (code !== 0) {
        return `The Salesforce CLI (sf) doesn't start: ${(errors || output).trim()}\n${install}`;
    }
    const version = /@salesforce\/cli\/(\d+)/.exec(output)?.[1];
    return Number(version) >= oldestCli
        ? undefined
        : `The Salesforce CLI (sf) is too old: it says "${output.trim()}". ${install}`;
}

/** Why an org can't be used; nothing when it can. */
export function orgProblem(targetOrg: string): string | undefined {
    const { status, message = '' } = askOrg('org', 'display', '--target-org', targetOrg);
    return status === 0
        ? undefined
        : `The org "${targetOrg}" can't be used: ${message} Log in with: sf org login web --alias ${targetOrg}`;
}

/**
 * Names of an org's components of a metadata type.
 * @throws {Error} when the org does not tell: to take that for "none" would overwrite them
 */
export function componentsIn(targetOrg: string, type: string): ReadonlySet<string> {
    const { status, message, result } = askOrg(
        ...['org', 'list', 'metadata', '--metadata-type', type, '--target-org', targetOrg]
    );
    if (status !== 0) {
        throw new Error(`The org "${targetOrg}" doesn't tell its ${type} components: ${message}`);
    }
    const found = (Array.isArray(result) ? result : [result]) as readonly (
        { fullName: string } | undefined
    )[];
    return new Set(found.map((component) => component?.fullName ?? ''));
}

/** The group id in an org's settings; nothing when it is empty. */
export function groupIdIn(targetOrg: string): string | undefined {
    const query = "SELECT Group_Id__c FROM Glance_Settings__mdt WHERE DeveloperName = 'Default'";
    const [settings] = recordsIn<{ Group_Id__c: string | null }>(targetOrg, query);
    return settings?.Group_Id__c ?? undefined;
}

/**
 * Whether an org is a sandbox or a scratch org, and not a production org. A Developer Edition counts as production, as it does
 * for Salesforce.
 * @throws {Error} when the org doesn't tell
 */
export function isSandbox(targetOrg: string): boolean {
    const [organization] = recordsIn<{ IsSandbox: boolean }>(
        targetOrg,
        'SELECT IsSandbox FROM Organization'
    );
    return organization?.IsSandbox === true;
}

/**
 * Which permission sets the CLI's user has been assigned in an org. Assigning one twice is an error for the CLI, in the words
 * and language of the org: it is better asked first.
 * @throws {Error} when the org doesn't tell
 */
export function permissionSetsOf(targetOrg: string): ReadonlySet<string> {
    const { status, message, result } = askOrg('org', 'display', '--target-org', targetOrg);
    const { username = '' } = (result ?? {}) as { username?: string };
    if (status !== 0 || username === '') {
        throw new Error(`The org "${targetOrg}" doesn't tell who you are: ${message ?? ''}`);
    }
    const query =
        'SELECT PermissionSet.Name FROM PermissionSetAssignment ' +
        `WHERE Assignee.Username = '${username.replaceAll("'", "\\'")}'`;
    const assigned = recordsIn<{ PermissionSet: { Name: string } }>(targetOrg, query);
    return new Set(assigned.map(({ PermissionSet }) => PermissionSet.Name));
}

function recordsIn<T>(targetOrg: string, query: string): readonly T[] {
    const { status, message, result } = askOrg(
        ...['data', 'query', '--query', query, '--target-org', targetOrg]
    );
    if (status !== 0) {
        throw new Error(`The org "${targetOrg}" doesn't answer a query: ${message}`);
    }
    return ((result ?? {}) as { records?: readonly T[] }).records ?? [];
}
