import { spawnSync } from 'node:child_process';

/** What `sf … --json` answers. */
interface Answer {
    readonly status: number;
    readonly message?: string;
    readonly result?: unknown;
}

/** Runs a command of the Salesforce CLI that only asks. */
export function ask(...args: readonly string[]): Answer {
    const { stdout, error } = spawnSync('sf', [...args, '--json'], {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024
    });
    if (error !== undefined) {
        return { status: 1, message: error.message };
    }
    try {
        return JSON.parse(stdout) as Answer;
    } catch {
        return { status: 1, message: 'the Salesforce CLI gave no answer' };
    }
}

/** Why the Salesforce CLI cannot be used here; nothing when it can. */
export function cliProblem(): string | undefined {
    const { status } = spawnSync('sf', ['--version'], { encoding: 'utf8' });
    return status === 0
        ? undefined
        : 'The Salesforce CLI (sf) is not installed. Install the npm package @salesforce/cli globally (Node 22 or later).';
}

/** Why an org cannot be used; nothing when it can. */
export function orgProblem(targetOrg: string): string | undefined {
    const { status, message = '' } = ask('org', 'display', '--target-org', targetOrg);
    return status === 0
        ? undefined
        : `The org "${targetOrg}" cannot be used: ${message} Log in with: sf org login web --alias ${targetOrg}`;
}

/**
 * Names of an org's components of a metadata type.
 * @throws {Error} when the org does not tell: to take that for "none" would overwrite them
 */
export function componentsIn(targetOrg: string, type: string): ReadonlySet<string> {
    const { status, message, result } = ask(
        ...['org', 'list', 'metadata', '--metadata-type', type, '--target-org', targetOrg]
    );
    if (status !== 0) {
        throw new Error(`The org "${targetOrg}" does not tell its ${type} components: ${message}`);
    }
    const found = (Array.isArray(result) ? result : [result]) as readonly (
        { fullName: string } | undefined
    )[];
    return new Set(found.map((component) => component?.fullName ?? ''));
}

/** The group id in an org's settings; nothing when it is empty. */
export function groupIdIn(targetOrg: string): string | undefined {
    const query = "SELECT Group_Id__c FROM Glance_Settings__mdt WHERE DeveloperName = 'Default'";
    const { result } = ask('data', 'query', '--query', query, '--target-org', targetOrg);
    const { records = [] } = (result ?? {}) as {
        records?: readonly { Group_Id__c: string | null }[];
    };
    return records[0]?.Group_Id__c ?? undefined;
}
