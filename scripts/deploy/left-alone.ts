import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A kind of metadata that a deployment brings once; from then on it is the admin's. */
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
    { type: 'NamedCredential', folder: 'namedCredentials', suffix: '.namedCredential-meta.xml' },
    { type: 'Flow', folder: 'flows', suffix: '.flow-meta.xml' }
];

/** Glance's script in the org, or its placeholder. */
const presenceScript = 'GlancePresenceAgent';
const presenceScriptFile = `force-app/main/default/staticresources/${presenceScript}.resource-meta.xml`;

/** The record in which an admin enters the group id. */
export const settingsRecord =
    'force-app/main/default/customMetadata/Glance_Settings.Default.md-meta.xml';

/** Names of an org's components of a metadata type. */
type ComponentsOf = (type: string) => ReadonlySet<string>;

/**
 * What a deployment leaves alone: settings records, visitor fields, credentials and the sample flow that the org has. What it hasn't got,
 * such as the visitor field that a new version brings, is sent.
 * @param trees folders in the project in the form of `force-app`
 * @returns files in the project
 */
export function leftAlone(
    project: string,
    trees: readonly string[],
    componentsOf: ComponentsOf
): string[] {
    return kinds.flatMap(({ type, folder, suffix }) => {
        const there = componentsOf(type);
        return trees
            .map((tree) => `${tree}/main/default/${folder}`)
            .flatMap((place) => filesIn(project, place))
            .filter((file) => file.endsWith(suffix) && there.has(nameIn(file, suffix)));
    });
}

/**
 * The presence script, if the org has one. Components need the resource: an org that has none gets the placeholder, which
 * then takes nobody's place.
 */
export function presenceScriptLeftAlone(componentsOf: ComponentsOf): string[] {
    return componentsOf('StaticResource').has(presenceScript) ? [presenceScriptFile] : [];
}

/** What to send of the trees, as built: all of them, but for what is left alone. */
export function sentOf(
    project: string,
    trees: readonly string[],
    left: readonly string[]
): string[] {
    return trees.flatMap((tree) => restOf(project, tree, left)).map((path) => `build/${path}`);
}

/** A folder as a whole if nothing in it is left alone, else what is in it. */
function restOf(project: string, path: string, left: readonly string[]): string[] {
    if (!left.some((file) => file.startsWith(`${path}/`))) {
        return [path];
    }
    return filesIn(project, path)
        .filter((each) => !left.includes(each))
        .filter((each) => each.endsWith('-meta.xml') || !/\.\w+$/.test(each))
        .flatMap((each) => restOf(project, each, left));
}

const filesIn = (project: string, folder: string): string[] =>
    existsSync(join(project, folder))
        ? readdirSync(join(project, folder))
              .sort()
              .map((name) => `${folder}/${name}`)
        : [];

const nameIn = (file: string, suffix: string): string =>
    (file.split('/').at(-1) ?? '').slice(0, -suffix.length);
