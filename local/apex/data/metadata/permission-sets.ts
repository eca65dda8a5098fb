import { metadataFiles, readMetadata, type Element } from './xml.ts';

export interface ObjectPermission {
    readonly object: string;
    readonly create: boolean;
    readonly read: boolean;
    readonly edit: boolean;
    readonly delete: boolean;
    readonly viewAll: boolean;
    readonly modifyAll: boolean;
}

export interface FieldPermission {
    /** With its object, such as `Contact.Glance_Consent__c`. */
    readonly field: string;
    readonly read: boolean;
    readonly edit: boolean;
}

/** What a permission set grants. */
export interface PermissionSetFile {
    readonly name: string;
    readonly label: string;
    readonly objects: readonly ObjectPermission[];
    readonly fields: readonly FieldPermission[];
    readonly classes: readonly string[];
    readonly customPermissions: readonly string[];
    /** API names of custom metadata types. */
    readonly metadataTypes: readonly string[];
    /** Such as `Glance_Login_Key-Agents`. */
    readonly principals: readonly string[];
    readonly userPermissions: readonly string[];
}

/**
 * The permission sets of a project.
 * @param folder a `permissionsets` folder
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_permissionset.htm
 */
export function readPermissionSets(folder: string): PermissionSetFile[] {
    return metadataFiles(folder, '.permissionset-meta.xml').map(({ name, file }) => {
        const xml = readMetadata(file, 'PermissionSet');
        return {
            name,
            label: xml.text('label') ?? name,
            objects: xml.all('objectPermissions').map(objectPermission),
            fields: xml.all('fieldPermissions').map((each) => ({
                field: each.text('field') ?? '',
                read: each.isTrue('readable'),
                edit: each.isTrue('editable')
            })),
            classes: enabled(xml, 'classAccesses', 'apexClass'),
            customPermissions: enabled(xml, 'customPermissions', 'name'),
            metadataTypes: enabled(xml, 'customMetadataTypeAccesses', 'name'),
            principals: enabled(
                xml,
                'externalCredentialPrincipalAccesses',
                'externalCredentialPrincipal'
            ),
            userPermissions: enabled(xml, 'userPermissions', 'name')
        };
    });
}

function objectPermission(xml: Element): ObjectPermission {
    return {
        object: xml.text('object') ?? '',
        create: xml.isTrue('allowCreate'),
        read: xml.isTrue('allowRead'),
        edit: xml.isTrue('allowEdit'),
        delete: xml.isTrue('allowDelete'),
        viewAll: xml.isTrue('viewAllRecords'),
        modifyAll: xml.isTrue('modifyAllRecords')
    };
}

function enabled(xml: Element, list: string, name: string): string[] {
    return xml
        .all(list)
        .filter((each) => each.isTrue('enabled'))
        .map((each) => each.text(name) ?? '');
}

export interface PermissionSetGroupFile {
    readonly name: string;
    readonly label: string;
    readonly permissionSets: readonly string[];
}

/** The permission set groups of a project. */
export function readPermissionSetGroups(folder: string): PermissionSetGroupFile[] {
    return metadataFiles(folder, '.permissionsetgroup-meta.xml').map(({ name, file }) => {
        const xml = readMetadata(file, 'PermissionSetGroup');
        return {
            name,
            label: xml.text('label') ?? name,
            permissionSets: xml.all('permissionSets').map((each) => each.content)
        };
    });
}
