import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { ObjectSchema, Schema } from '../schema.ts';
import { standardObject } from '../standard/fields.ts';
import { salesAndService } from '../standard/sales-and-service.ts';
import { setupObjects } from '../standard/setup.ts';
import {
    readExternalCredentials,
    readNamedCredentials,
    type ExternalCredentialFile,
    type NamedCredentialFile
} from './credentials.ts';
import { readMetadataRecords, type MetadataRecord } from './custom-metadata.ts';
import { addObjects } from './objects.ts';
import {
    readPermissionSetGroups,
    readPermissionSets,
    type PermissionSetFile,
    type PermissionSetGroupFile
} from './permission-sets.ts';
import { metadataFiles, namesIn, readMetadata, type Element } from './xml.ts';

/** An Apex class as its file has it. */
export interface SourceFile {
    readonly name: string;
    readonly file: string;
    readonly source: string;
}

export interface FlowFile {
    readonly name: string;
    readonly file: string;
    readonly metadata: Element;
    /** Whether one of its versions is active. */
    readonly isActive: boolean;
}

export interface RemoteSite {
    readonly url: string;
}

/** What a project would deploy to an org, as far as Apex has to do with it. */
export interface Project {
    readonly schema: Schema;
    readonly classes: readonly SourceFile[];
    readonly metadataRecords: readonly MetadataRecord[];
    readonly permissionSets: readonly PermissionSetFile[];
    readonly permissionSetGroups: readonly PermissionSetGroupFile[];
    /** API names. */
    readonly customPermissions: readonly string[];
    readonly flows: readonly FlowFile[];
    readonly namedCredentials: readonly NamedCredentialFile[];
    readonly externalCredentials: readonly ExternalCredentialFile[];
    readonly remoteSites: readonly RemoteSite[];
    /** Other names than English ones of the profiles that come with an org. */
    readonly profileNames: Readonly<Record<string, string>>;
}

/**
 * Reads a project's metadata.
 * @param folders such as `force-app/main/default`; later ones add to what earlier ones hold
 */
export function readProject(folders: readonly string[]): Project {
    const objects = new Map<string, ObjectSchema>(
        [...salesAndService, ...setupObjects, aggregateResult].map((object) => [
            object.name.toLowerCase(),
            object
        ])
    );
    for (const folder of folders) {
        addObjects(objects, path.join(folder, 'objects'));
    }
    const all = <T>(name: string, read: (folder: string) => readonly T[]): T[] =>
        folders.flatMap((folder) => read(path.join(folder, name)));
    return {
        schema: objects,
        classes: all('classes', readClasses),
        metadataRecords: all('customMetadata', readMetadataRecords),
        permissionSets: all('permissionsets', readPermissionSets),
        permissionSetGroups: all('permissionsetgroups', readPermissionSetGroups),
        customPermissions: all('customPermissions', (folder) =>
            metadataFiles(folder, '.customPermission-meta.xml').map(({ name }) => name)
        ),
        flows: all('flows', readFlows),
        namedCredentials: all('namedCredentials', readNamedCredentials),
        externalCredentials: all('externalCredentials', readExternalCredentials),
        remoteSites: all('remoteSiteSettings', readRemoteSites),
        profileNames: {}
    };
}

/** What queries with aggregates answer: its fields are those of each query. */
const aggregateResult = standardObject('AggregateResult', '', [], { isWritable: false });

/** A project's folders: the package's, then those of the parts beside it. */
export function projectFolders(root: string): string[] {
    const beside = path.join(root, 'unpackaged');
    return [
        path.join(root, 'force-app/main/default'),
        ...namesIn(beside).map((part) => path.join(beside, part, 'main/default'))
    ];
}

function readClasses(folder: string): SourceFile[] {
    return metadataFiles(folder, '.cls').map(({ name, file }) => ({
        name,
        file,
        source: readFileSync(file, 'utf8')
    }));
}

function readFlows(folder: string): FlowFile[] {
    return metadataFiles(folder, '.flow-meta.xml').map(({ name, file }) => {
        const metadata = readMetadata(file, 'Flow');
        return { name, file, metadata, isActive: metadata.text('status') === 'Active' };
    });
}

/**
 * The project with some flows activated, as an admin does it who was delivered drafts.
 * @throws {Error} naming a flow that there is not
 */
export function withActiveFlows(project: Project, names: readonly string[]): Project {
    const unknown = names.find((name) => !project.flows.some((flow) => flow.name === name));
    if (unknown !== undefined) {
        throw new Error(`No flow ${unknown}`);
    }
    return {
        ...project,
        flows: project.flows.map((flow) =>
            names.includes(flow.name) ? { ...flow, isActive: true } : flow
        )
    };
}

function readRemoteSites(folder: string): RemoteSite[] {
    return metadataFiles(folder, '.remoteSite-meta.xml')
        .map(({ file }) => readMetadata(file, 'RemoteSiteSetting'))
        .filter((xml) => xml.isTrue('isActive'))
        .map((xml) => ({ url: xml.text('url') ?? '' }));
}
