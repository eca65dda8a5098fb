import { spawn } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { keep } from '../../presence-script/place.ts';

/** The project whose scripts are run. */
export const project = resolve(import.meta.dirname, '../../..');

/** What `simulated-sf.mjs` knows of the CLI, and of the org behind it. */
export interface OrgState {
    readonly version: string;
    /** The org's names on this computer; empty when nobody has logged in. */
    readonly aliases: readonly string[];
    readonly username: string;
    readonly isSandbox: boolean;
    /** Whether it tracks changes, and whether some were made in Setup or from another computer. */
    readonly isTracked: boolean;
    readonly hasConflicts: boolean;
    /** Names of components, by metadata type. */
    readonly components: Readonly<Record<string, readonly string[]>>;
    readonly groupId: string | null;
    /** Permission sets that the user has. */
    readonly assigned: readonly string[];
    /** Apex test classes that fail, the customer's own among them. */
    readonly failingTests: readonly string[];
    /** How the next deployment ends, whatever is sent. */
    readonly outcome?: { readonly status: number; readonly message: string };
    /** Whether the next quick deployment, or assignment, fails. */
    readonly quickFails?: boolean;
    readonly assignFails?: boolean;
    /** Whether warnings stand before the JSON. */
    readonly warns: boolean;
    readonly saysNoJob: boolean;
    /** A production org where *Deploy processes and flows as active* is on: then it wants tests of active flows. */
    readonly deploysFlowsActive: boolean;
    /** Whether it doesn't tell what components it has. */
    readonly isSilent: boolean;
    readonly devHub: string | null;
    readonly words: { readonly duplicate: string };
    /** All commands so far. */
    readonly calls: readonly string[];
    /** Deployments that changed something. */
    readonly deployed: number;
    readonly jobs: number;
    /** What was imported, and the last record that was updated. */
    readonly imported?: readonly string[];
    readonly updated?: {
        readonly sobject: string;
        readonly where: string;
        readonly values: string;
    };
}

const empty: OrgState = {
    version: '@salesforce/cli/2.110.7 linux-x64 node-v22.21.1',
    aliases: ['my-org'],
    username: "o'neil@example.com",
    isSandbox: false,
    isTracked: false,
    hasConflicts: false,
    components: {},
    groupId: null,
    assigned: [],
    failingTests: [],
    warns: true,
    saysNoJob: false,
    deploysFlowsActive: false,
    isSilent: false,
    devHub: null,
    words: { duplicate: 'Duplicate PermissionSetAssignment. Assignee: 005000000000001' },
    calls: [],
    deployed: 0,
    jobs: 0
};

/** An org that the simulated CLI is logged in to. */
export class SimulatedOrg {
    /** Holds the programs `sf` and `npm`. */
    readonly programs: string;

    constructor(programs: string) {
        this.programs = programs;
    }

    get file(): string {
        return join(this.programs, 'org.json');
    }

    async state(): Promise<OrgState> {
        return JSON.parse(await readFile(this.file, 'utf8')) as OrgState;
    }

    async change(changes: Partial<OrgState>): Promise<void> {
        await writeFile(this.file, JSON.stringify({ ...(await this.state()), ...changes }));
    }

    /** Commands that do something in the org, without their sources and tests. */
    async done(): Promise<string[]> {
        const { calls } = await this.state();
        return calls
            .filter((call) => /^(project deploy|org assign)/.test(call))
            .map((call) => call.replace(/ --(source-dir|tests) \S+/g, ''));
    }
}

/** A new org, production unless told otherwise, that has nothing of the package. */
export async function simulatedOrg(
    t: TestContext,
    changes: Partial<OrgState> = {}
): Promise<SimulatedOrg> {
    const org = new SimulatedOrg(await emptyFolder(t));
    await writeFile(org.file, JSON.stringify({ ...empty, ...changes }));
    const cli = JSON.stringify(join(import.meta.dirname, 'simulated-sf.mjs'));
    await program(org.programs, 'sf', `#!${process.execPath}\nimport(${cli});\n`);
    await program(org.programs, 'npm', `#!${process.execPath}\n`);
    return org;
}

/** Writes a program that can be run. */
export async function program(folder: string, name: string, text: string): Promise<void> {
    await writeFile(join(folder, name), text);
    await chmod(join(folder, name), 0o755);
}

export async function emptyFolder(t: TestContext): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'deploy-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    return folder;
}

/** The component that stands for all: to compile them again for each deployment would be most of the time these tests take. */
const component = 'glanceSettings';

/** A project in which Glance's script was fetched, or not; its one component aside, it has all that this one has. */
export async function checkout(t: TestContext, fetched = true): Promise<string> {
    const folder = await emptyFolder(t);
    for (const each of ['config', 'data', 'unpackaged']) {
        await symlink(join(project, each), join(folder, each));
    }
    const isTaken = (file: string): boolean =>
        !/[\\/]lwc[\\/]./.test(file) || file.split(/[\\/]/).includes(component);
    await cp(join(project, 'force-app'), join(folder, 'force-app'), {
        recursive: true,
        filter: isTaken
    });
    await writeFile(
        join(folder, 'sfdx-project.json'),
        await readFile(join(project, 'sfdx-project.json'))
    );
    if (fetched) {
        await keep(folder, 'var GLANCE;', new URL('https://example.com/'));
    }
    return folder;
}

/** What a command of the project printed, standard output and errors together, and its exit code. */
export interface Ran {
    readonly code: number | null;
    readonly output: string;
}

/** Runs a command of the project as a user does; without an org there is no CLI on the path. */
export function runScript(
    script: string,
    args: readonly string[],
    org?: SimulatedOrg,
    { env = {}, preload = [] }: { env?: NodeJS.ProcessEnv; preload?: readonly string[] } = {}
): Promise<Ran> {
    const imports = ['tsx', ...preload].flatMap((each) => ['--import', each]);
    const child = spawn(process.execPath, [...imports, join(project, 'scripts', script), ...args], {
        env: {
            ...process.env,
            PATH: org?.programs ?? join(tmpdir(), 'no-programs-here'),
            ...(org === undefined ? {} : { SIMULATED_ORG: org.file }),
            ...env
        },
        cwd: project,
        stdio: ['ignore', 'pipe', 'pipe']
    });
    let output = '';
    child.stdout.on('data', (data) => (output += String(data)));
    child.stderr.on('data', (data) => (output += String(data)));
    return new Promise((done) => child.on('close', (code) => done({ code, output })));
}
