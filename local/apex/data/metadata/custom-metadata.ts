import { metadataFiles, readMetadata } from './xml.ts';

/** A custom metadata record as its file has it. */
export interface MetadataRecord {
    /** API name of its object, such as `Glance_Settings__mdt`. */
    readonly object: string;
    readonly developerName: string;
    readonly label: string;
    readonly isProtected: boolean;
    /** By field name; null for what is empty. */
    readonly values: ReadonlyMap<string, string | null>;
}

/**
 * The custom metadata records of a project.
 * @param folder a `customMetadata` folder
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_custommetadata.htm
 */
export function readMetadataRecords(folder: string): MetadataRecord[] {
    return metadataFiles(folder, '.md-meta.xml').map(({ name, file }) => {
        const xml = readMetadata(file, 'CustomMetadata');
        const point = name.indexOf('.');
        return {
            object: `${name.slice(0, point)}__mdt`,
            developerName: name.slice(point + 1),
            label: xml.text('label') ?? '',
            isProtected: xml.isTrue('protected'),
            values: new Map(
                xml.all('values').map((each) => {
                    const value = each.one('value');
                    const isNull = value === null || value.attribute('xsi:nil') === 'true';
                    return [each.text('field') ?? '', isNull ? null : value.content];
                })
            )
        };
    });
}
