import { readProject, type Project } from '../../apex/data/metadata/project.ts';
import { agent, groupId } from '../../people.ts';
import { stageRecords } from '../records.ts';
import { grants } from './permissions.ts';
import type { SObject } from './sobject.ts';

/** Fields of a custom metadata record by API name. What is absent or `null` is empty. */
export type MetadataFields = Record<string, string | number | boolean | null>;

/** The org's state: what an admin sets up and what agents edit. Changed through `/stage/org`. */
export interface Org {
    readonly user: {
        readonly id: string;
        readonly name: string;
        readonly email: string;
        /** The User field that holds the agent's id at Glance; empty when the admin didn't fill it in. */
        federationIdentifier: string;
    };
    /** API names of the running user's permission sets and groups of them; at first those of an agent who takes calls. */
    permissionSets: string[];
    /** `Object.Field` names that an admin has hidden from everybody. */
    hiddenFields: string[];
    /** API names of the custom permissions that come with the permission sets. */
    readonly customPermissions: readonly string[];
    /** `Object.Field` names that the running user may not read. */
    readonly unreadableFields: readonly string[];
    /** Whether an admin has uploaded Glance's agent script; otherwise the package's placeholder is served. */
    presenceScriptUploaded: boolean;
    /** Records of each custom metadata type by developer name. */
    readonly metadata: Readonly<Record<string, Record<string, MetadataFields>>>;
    /** Those of `Glance_Settings__mdt`. */
    readonly settings: Record<string, MetadataFields>;
    readonly records: Map<string, SObject>;
}

/** Flows that the package delivers as drafts, and the stage's admin has activated. */
export const ACTIVE_FLOWS = ['Glance_Check_Consent'];

const SETTINGS = 'Glance_Settings__mdt';

/**
 * A new org: the package's own custom metadata, with what an admin has to fill in filled in for the stage.
 * @param options.folders where the metadata is, such as `force-app/main/default`
 */
export function createOrg(options: {
    readonly glanceUrl: string;
    /** Glance is at its own hosts: only the group id is filled in. */
    readonly byName?: boolean;
    readonly folders: readonly string[];
}): Org {
    const project = readProject(options.folders);
    const metadata = metadataOf(project);
    const settings = (metadata[SETTINGS] ??= {});
    settings['Default'] = {
        ...settings['Default'],
        Group_Id__c: String(groupId),
        // The login key service is given the shared token.
        Named_Credential__c: 'Glance_Login_Key_Token',
        ...(options.byName === true ? {} : customServer(options.glanceUrl))
    };
    return {
        user: {
            id: agent.userId,
            name: agent.name,
            email: agent.email,
            federationIdentifier: agent.partnerUserId
        },
        permissionSets: ['Glance_Agents', 'Glance_Voice'],
        hiddenFields: [],
        get customPermissions() {
            return grants(project, this.permissionSets).customPermissions;
        },
        get unreadableFields() {
            return [...grants(project, this.permissionSets).unreadableFields, ...this.hiddenFields];
        },
        presenceScriptUploaded: true,
        metadata,
        settings,
        records: stageRecords()
    };
}

function metadataOf({ metadataRecords }: Project): Record<string, Record<string, MetadataFields>> {
    const metadata: Record<string, Record<string, MetadataFields>> = {};
    for (const { object, developerName, values } of metadataRecords) {
        const records = (metadata[object] ??= {});
        records[developerName] = Object.fromEntries(values);
    }
    return metadata;
}

function customServer(glanceUrl: string): MetadataFields {
    const { host } = new URL(glanceUrl);
    return { Environment__c: 'custom', Web_Server__c: host, Confirmed_Web_Server__c: host };
}
