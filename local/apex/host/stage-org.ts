import type { MessagePort } from 'node:worker_threads';

import { resultForComponent, type Json } from '../aura/result.ts';
import { createOrg, type ApexOrg } from '../data/create-runtime.ts';
import { readProject, withActiveFlows } from '../data/metadata/project.ts';
import { findField } from '../data/schema.ts';
import { loadClasses } from '../language/loader.ts';
import { systemClasses } from '../system/index.ts';
import { callOut } from './callout-channel.ts';
import { resolveCallout } from './endpoints.ts';
import type { HostSetup, PlainRecord } from './protocol.ts';

/**
 * Deploys the project to the stage's org.
 * @param log is told what `System.debug` writes
 * @throws ApexLoadErrors and the like: what can't be deployed
 */
export function deployToStage(
    setup: HostSetup,
    port: MessagePort,
    log: (text: string) => void
): ApexOrg {
    const project = withActiveFlows(readProject(setup.folders), setup.activeFlows);
    const org: ApexOrg = createOrg({
        project,
        systemClasses,
        users: [],
        surroundings: {
            now: () => Date.now(),
            callout: (request, actor) =>
                callOut(
                    port,
                    resolveCallout(project, setup.endpoints, org.database, request, actor)
                ),
            certificate: (name) => setup.certificates[name] ?? null,
            debug: log
        }
    });
    loadClasses(
        org.runtime,
        project.classes.map(({ file, source }) => ({ file, text: source }))
    );
    return org;
}

/** The records that were written since, as pages have them. */
export function writtenSince(
    org: ApexOrg,
    savepoint: number
): { id: string; record: PlainRecord | null }[] {
    return org.stores.tables
        .changedSince(savepoint)
        .filter(({ object }) => object.kind === 'standard' || object.kind === 'custom')
        .map(({ object, id }) => {
            const row = org.stores.tables.get(object, id);
            return {
                id,
                record:
                    row && row.get('isdeleted') !== true
                        ? {
                              apiName: object.name,
                              id,
                              fields: Object.fromEntries(
                                  [...row].map(([key, value]) => [
                                      findField(object, key)?.name ?? key,
                                      plain(resultForComponent(value))
                                  ])
                              ) as PlainRecord['fields']
                          }
                        : null
            };
        });
}

function plain(json: Json): string | number | boolean | null {
    return typeof json === 'object' && json !== null ? JSON.stringify(json) : json;
}
