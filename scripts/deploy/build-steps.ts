import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildProject } from '../build/force-app.ts';
import { notFetched, putInto } from '../presence-script/place.ts';
import type { Step } from './steps.ts';

/** Where the project is; `sf` runs there. */
export interface Places {
    readonly project: string;
}

const builtPackage = 'build/force-app';

/** TypeScript becomes JavaScript. */
export function buildStep({ project }: Places): Step {
    return {
        title: 'Build',
        command: ['npm', 'run', 'build'],
        work: async () => {
            await buildProject(project, join(project, 'build'));
        }
    };
}

/** What can be found without an org is found before an org is touched. */
export const checkStep: Step = {
    title: 'Check, offline',
    command: ['npm', 'run', 'check', '--', '--no-build']
};

/** Glance's code takes the place of the placeholder. */
export function scriptStep({ project }: Places): Step {
    return {
        title: "Put Glance's agent script in place",
        command: ['#', 'from', '.presence-script, fetched with: npm run presence-script'],
        work: async () => {
            if (!(await putInto(join(project, builtPackage), project))) {
                throw new Error(notFetched);
            }
        }
    };
}

/** The group id, if there is one to set. */
export function groupSteps(groupId: string | undefined, { project }: Places): Step[] {
    if (groupId === undefined) {
        return [];
    }
    return [
        {
            title: `Set the group id ${groupId}`,
            command: ['#', 'in', 'customMetadata/Glance_Settings.Default'],
            work: () => setGroupId(join(project, builtPackage), groupId)
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
