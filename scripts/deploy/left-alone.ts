import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A kind of metadata that the package brings once; from then on it is the admin's. */
interface Kind {
    readonly type: string;
    readonly folder: string;
    readonly suffix: string;
}

const kinds: readonly Kind[] = [
    { type: 'CustomMetadata', folder: 'customMetadata', suffix: '.md-meta.xml' },
    {
        type: 'ExternalCredential',
        folder: 'externalCredentials',
        suffix: '.externalCredential-meta.xml'
    },
    { type: 'NamedCredential', folder: 'namedCredentials', suffix: '.namedCredential-meta.xml' }
];

/** Glance's script in the org, or its placeholder. */
const presenceScript = 'GlancePresenceAgent';
const presenceScriptFile = `staticresources/${presenceScript}.resource-meta.xml`;

/** The record in which an admin enters the group id. */
export const settingsRecord = 'customMetadata/Glance_Settings.Default.md-meta.xml';

/**
 * What a deployment leaves alone: settings records, visitor fields and credentials that the org has. What it has not got,
 * such as the visitor field that a new version brings, is sent.
 * @param metadata the folder `main/default` of the package
 * @param componentsOf names of the org's components of a type
 * @returns files in that folder
 */
export function leftAlone(
    metadata: string,
    componentsOf: (type: string) => ReadonlySet<string>
): string[] {
    return kinds.flatMap(({ type, folder, suffix }) => {
        const there = componentsOf(type);
        return readdirSync(join(metadata, folder))
            .filter((file) => file.endsWith(suffix) && there.has(file.slice(0, -suffix.length)))
            .map((file) => `${folder}/${file}`);
    });
}

/**
 * The presence script, if the org has one. Components need the resource: an org that has none gets the placeholder, which
 * then takes nobody's place.
 */
export function presenceScriptLeftAlone(
    componentsOf: (type: string) => ReadonlySet<string>
): string[] {
    return componentsOf('StaticResource').has(presenceScript) ? [presenceScriptFile] : [];
}

/** What to send of a package: all of it, but for what is left alone; paths in its folder `main/default`. */
export function sentOf(metadata: string, left: readonly string[]): string[] {
    return readdirSync(metadata)
        .sort()
        .flatMap((folder) =>
            left.some((file) => file.startsWith(`${folder}/`))
                ? restOf(metadata, folder, left)
                : [folder]
        );
}

function restOf(metadata: string, folder: string, left: readonly string[]): string[] {
    return readdirSync(join(metadata, folder))
        .filter((file) => file.endsWith('-meta.xml'))
        .map((file) => `${folder}/${file}`)
        .filter((file) => !left.includes(file))
        .sort();
}
