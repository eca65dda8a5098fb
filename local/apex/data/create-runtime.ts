import { ApexId } from '../language/values.ts';
import { Runtime, type Surroundings } from '../language/runtime.ts';
import type { SystemClass } from '../language/system-class.ts';
import type { Actor } from './database.ts';
import { checkFlow } from './flow/check-flow.ts';
import { MemoryDatabase } from './memory-database.ts';
import type { FlowFile, Project } from './metadata/project.ts';
import { addUser, fillNewOrg, type NewUser, type Profiles } from './org/new-org.ts';
import { Stores } from './stores.ts';

export interface OrgOptions {
    readonly project: Project;
    readonly systemClasses: (runtime: Runtime) => readonly SystemClass[];
    /** Who is there from the beginning; the first is the running user. */
    readonly users: readonly NewUser[];
    /** What is around the org, as far as it differs from a bare one: without certificates, and where nobody can be called. */
    readonly surroundings: Omit<Surroundings, 'flow'>;
}

/** An org to which a project was deployed, with its users; no class of the project has been loaded. */
export interface ApexOrg {
    readonly project: Project;
    readonly runtime: Runtime;
    readonly stores: Stores;
    readonly database: MemoryDatabase;
    readonly profiles: Profiles;
    /** The running user. */
    readonly actor: Actor;
}

/**
 * Makes an org.
 * @throws {Error} naming what doesn't fit together in the project
 * @throws FlowLoadError for an active flow that this runtime can't run
 */
export function createOrg({ project, systemClasses, users, surroundings }: OrgOptions): ApexOrg {
    const flows = runnableFlows(project);
    const found: { runtime: Runtime | null } = { runtime: null };
    const stores = new Stores(
        project.schema,
        () => found.runtime!.types,
        () => surroundings.now()
    );
    const profiles = fillNewOrg(stores, project);
    const ids = users.map((user) => addUser(stores, profiles, user));
    const actor = { userId: ids[0] ?? new ApexId('005000000000000AAA') };
    const database = new MemoryDatabase(stores);
    const runtime = new Runtime(
        database,
        { ...bound(surroundings), flow: (name) => flows.get(name.toLowerCase()) ?? null },
        actor,
        systemClasses
    );
    found.runtime = runtime;
    database.commit();
    return { project, runtime, stores, database, profiles, actor };
}

function bound(surroundings: Omit<Surroundings, 'flow'>): Omit<Surroundings, 'flow'> {
    return {
        now: () => surroundings.now(),
        callout: (request, actor) => surroundings.callout(request, actor),
        certificate: (name) => surroundings.certificate(name),
        debug: (text) => {
            surroundings.debug(text);
        }
    };
}

/** The active flows that Apex can run, by name in lower case. */
function runnableFlows(project: Project): Map<string, FlowFile> {
    const flows = project.flows.filter(
        ({ metadata, isActive }) =>
            isActive &&
            metadata.text('processType') === 'AutoLaunchedFlow' &&
            metadata.one('start')?.text('triggerType') === null
    );
    flows.forEach(checkFlow);
    return new Map(flows.map((flow) => [flow.name.toLowerCase(), flow]));
}
