import path from 'node:path';
import { agent, groupId } from '../../people.ts';
import type { GlanceSettingsRecord } from '../apex/glance-settings.ts';
import { stageRecords } from '../records.ts';
import { ApiKeyStore } from './api-key-store.ts';
import { customMetadata } from './custom-metadata.ts';
import { grants, readPermissionSets, type PermissionSet } from './permission-sets.ts';
import type { SObject } from './sobject.ts';

/** The org's state: what an admin sets up and what agents edit. Changed through `/stage/org`. */
export interface Org {
    readonly user: {
        readonly id: string;
        readonly name: string;
        readonly email: string;
        /** The User field that holds the agent's id at Glance; empty when the admin didn't fill it in. */
        federationIdentifier: string;
    };
    /** The package's permission sets by API name. */
    readonly permissionSets: Readonly<Record<string, PermissionSet>>;
    /** API names of the running user's custom permissions; at first those of the permission set `Glance_Agent`. */
    customPermissions: string[];
    /** `Object.Field` names that the running user may not read. */
    unreadableFields: string[];
    /** Whether an admin has uploaded Glance's agent script; otherwise the package's placeholder is served. */
    presenceScriptUploaded: boolean;
    readonly apiKey: ApiKeyStore;
    /** Where Apex reaches the stage's Glance, whatever host the settings name: an origin such as `http://localhost:4300`. */
    readonly glanceUrl: string;
    /** Records of `Glance_Settings__mdt` by developer name. */
    readonly settings: Record<string, GlanceSettingsRecord>;
    /** Records of `Glance_Visitor_Field__mdt`. */
    readonly visitorFields: readonly { objectApiName: string; fieldPath: string }[];
    readonly records: Map<string, SObject>;
}

/**
 * A new org: the package's own custom metadata, with what an admin has to fill in filled in for the stage.
 * @param options.metadataFolder the package's metadata
 * @param options.partFolders what is deployed beside it
 */
export async function createOrg(options: {
    readonly glanceUrl: string;
    /** Glance is at its own hosts: only the group id is filled in. */
    readonly byName?: boolean;
    readonly metadataFolder: string;
    readonly partFolders?: readonly string[];
}): Promise<Org> {
    const { host, origin } = new URL(options.glanceUrl);
    const customMetadataFolder = path.join(options.metadataFolder, 'customMetadata');
    const settings = await customMetadata(customMetadataFolder, 'Glance_Settings');
    const folders = [options.metadataFolder, ...(options.partFolders ?? [])];
    const visitorFields = await readAll(folders, (folder) =>
        customMetadata(path.join(folder, 'customMetadata'), 'Glance_Visitor_Field')
    );
    const permissionSets = await readAll(folders, (folder) =>
        readPermissionSets(path.join(folder, 'permissionsets'))
    );
    return {
        user: {
            id: agent.userId,
            name: agent.name,
            email: agent.email,
            federationIdentifier: agent.partnerUserId
        },
        permissionSets,
        ...grants(permissionSets, ['Glance_Agent', 'Glance_Voice']),
        presenceScriptUploaded: true,
        apiKey: new ApiKeyStore(),
        glanceUrl: origin,
        settings: {
            ...settings,
            Default: {
                ...settings['Default'],
                Group_Id__c: String(groupId),
                ...(options.byName === true
                    ? {}
                    : {
                          Environment__c: 'custom',
                          Web_Server__c: host,
                          Confirmed_Web_Server__c: host
                      })
            }
        },
        visitorFields: Object.values(visitorFields).map((fields) => ({
            objectApiName: String(fields['Object_Api_Name__c'] ?? ''),
            fieldPath: String(fields['Field_Path__c'] ?? '')
        })),
        records: stageRecords()
    };
}

/** What is in several folders, by name. */
async function readAll<T>(
    folders: readonly string[],
    read: (folder: string) => Promise<Record<string, T>>
): Promise<Record<string, T>> {
    return Object.assign({}, ...(await Promise.all(folders.map(read)))) as Record<string, T>;
}
