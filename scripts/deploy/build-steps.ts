import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildForceApp } from '../build/force-app.ts';
import { notFetched, putInto } from '../presence-script/place.ts';
import type { Step } from './steps.ts';

/** Where things are. */
export interface Places {
    readonly project: string;
    /** Holds `sfdx-project.json` and the built `force-app`. */
    readonly build: string;
}

/** TypeScript becomes JavaScript. */
export function buildStep({ project, build }: Places): Step {
    return {
        title: 'Build',
        command: ['npm', 'run', 'build'],
        folder: project,
        work: async () => {
            await buildForceApp(join(project, 'force-app'), join(build, 'force-app'));
        }
    };
}

/** What can be found without an org is found before one is touched. */
export function checkStep({ project }: Places): Step {
    return {
        title: 'Check, offline',
        command: ['npm', 'run', 'check', '--', '--no-build'],
        folder: project
    };
}

/** Glance's code takes the place of the placeholder. */
export function scriptStep({ project, build }: Places): Step {
    return {
        title: "Put Glance's agent script in place",
        command: ['#', 'from', '.presence-script, fetched with: npm run presence-script'],
        folder: build,
        work: async () => {
            if (!(await putInto(join(build, 'force-app'), project))) {
                throw new Error(notFetched);
            }
        }
    };
}

/** The group id, if one was given. */
export function groupSteps(groupId: string | undefined, { build }: Places): Step[] {
    if (groupId === undefined) {
        return [];
    }
    return [
        {
            title: `Set the group id ${groupId}`,
            command: ['#', 'in', 'customMetadata/Glance_Settings.Default'],
            folder: build,
            work: () => setGroupId(join(build, 'force-app'), groupId)
        }
    ];
}

/** Fills in the group id of the settings in a built tree. */
export async function setGroupId(built: string, groupId: string): Promise<void> {
    const file = join(
        built,
        'main',
        'default',
        'customMetadata',
        'Glance_Settings.Default.md-meta.xml'
    );
    const empty = /(<field>Group_Id__c<\/field>\s*)<value xsi:nil="true"\s*(?:\/>|><\/value>)/;
    const text = await readFile(file, 'utf8');
    if (!empty.test(text)) {
        throw new Error(`No empty group id in ${file}.`);
    }
    await writeFile(file, text.replace(empty, `$1<value xsi:type="xsd:string">${groupId}</value>`));
}
