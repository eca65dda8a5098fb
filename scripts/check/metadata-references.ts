import { XMLParser } from 'fast-xml-parser';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { metadataFolder } from './bundles.ts';
import type { Check, Finding } from './finding.ts';

/** An element: elements by name, always as lists; text otherwise. */
type Element = { readonly [name: string]: readonly (Element | string)[] };

const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    isArray: (_name, path) => String(path).includes('.')
});

/** What permission sets, pages, tabs, apps and records name is there, so that a deployment does not fail half way. */
export const metadataReferences: Check = {
    name: 'References of metadata',
    async run({ built }) {
        const findings: Finding[] = [];
        const files = (await readdir(built, { recursive: true })).filter((file) =>
            file.endsWith('-meta.xml')
        );
        for (const file of files.sort()) {
            const document = parser.parse(await readFile(join(built, file), 'utf8')) as Record<
                string,
                Element
            >;
            for (const [type, read] of Object.entries(readers)) {
                const element = document[type];
                for (const path of element === undefined
                    ? []
                    : read(element, basename(file), built)) {
                    if (!existsSync(join(built, metadataFolder, path))) {
                        findings.push({ file, message: `Names what is not there: ${path}` });
                    }
                }
            }
        }
        return { findings };
    }
};

/** By type of metadata: the files that an element needs, relative to the metadata folder. */
const readers: Readonly<
    Record<string, (element: Element, file: string, built: string) => string[]>
> = {
    PermissionSet: (element) => [
        ...texts(element, 'classAccesses', 'apexClass').map((name) => `classes/${name}.cls`),
        ...texts(element, 'customPermissions', 'name').map(
            (name) => `customPermissions/${name}.customPermission-meta.xml`
        ),
        ...texts(element, 'customMetadataTypeAccesses', 'name').map(objectFile),
        ...texts(element, 'fieldPermissions', 'field').flatMap(fieldFile),
        ...texts(element, 'applicationVisibilities', 'application').map(appFile),
        ...texts(element, 'tabSettings', 'tab').flatMap(tabFile),
        ...texts(element, 'externalCredentialPrincipalAccesses', 'externalCredentialPrincipal').map(
            (principal) => externalCredentialFile(principal.split('-')[0] ?? '')
        )
    ],
    NamedCredential: (element) =>
        texts(element, 'namedCredentialParameters', 'externalCredential').map(
            externalCredentialFile
        ),
    QuickAction: (element) =>
        texts(element, 'lightningWebComponent').map((name) => `lwc/${name}/${name}.js-meta.xml`),
    CustomTab: (element) => texts(element, 'flexiPage').map(pageFile),
    CustomApplication: (element) => [
        ...texts(element, 'tabs').flatMap(tabFile),
        ...texts(element, 'utilityBar').map(pageFile),
        ...texts(element, 'actionOverrides', 'content').map(pageFile)
    ],
    CustomMetadata: (element, file) => {
        const type = `${file.split('.')[0]}__mdt`;
        return [
            objectFile(type),
            ...texts(element, 'values', 'field').flatMap((field) => fieldFile(`${type}.${field}`))
        ];
    },
    FlexiPage: (element, _file, built) =>
        texts(element, 'flexiPageRegions', 'itemInstances', 'componentInstance', 'componentName')
            .filter((name) => !name.includes(':'))
            .map((name) => `lwc/${name}/${name}.js-meta.xml`)
            .concat(unknownProperties(element, built))
};

/** Properties that a page sets on our components, and that these do not offer; named so that they read as what is missing. */
function unknownProperties(page: Element, built: string): string[] {
    const instances = elements(page, 'flexiPageRegions', 'itemInstances', 'componentInstance');
    return instances.flatMap((instance) => {
        const [component = ''] = texts(instance, 'componentName');
        const file = join(built, metadataFolder, 'lwc', component, `${component}.js-meta.xml`);
        if (!existsSync(file)) {
            return [];
        }
        const offered = readFileSync(file, 'utf8');
        return elements(instance, 'componentInstanceProperties')
            .filter((property) => texts(property, 'type')[0] !== 'decorator')
            .flatMap((property) => texts(property, 'name'))
            .filter((name) => !new RegExp(`<property\\s[^>]*\\bname="${name}"`).test(offered))
            .map((name) => `lwc/${component}, property ${name}`);
    });
}

const objectFile = (name: string): string => `objects/${name}/${name}.object-meta.xml`;
const appFile = (name: string): string => `applications/${name}.app-meta.xml`;
const pageFile = (name: string): string => `flexipages/${name}.flexipage-meta.xml`;
const externalCredentialFile = (name: string): string =>
    `externalCredentials/${name}.externalCredential-meta.xml`;
const tabFile = (name: string): string[] =>
    name.startsWith('standard-') ? [] : [`tabs/${name}.tab-meta.xml`];

/** Standard fields come with the org. */
function fieldFile(field: string): string[] {
    const [object = '', name = ''] = field.split('.');
    return name.endsWith('__c') ? [`objects/${object}/fields/${name}.field-meta.xml`] : [];
}

/** All elements below `element` along a path of names. */
function elements(element: Element, ...names: readonly string[]): Element[] {
    return names.reduce<Element[]>(
        (found, name) =>
            found.flatMap((each) =>
                (each[name] ?? []).filter((child) => typeof child === 'object')
            ),
        [element]
    );
}

/** The texts below `element` along a path of names. */
function texts(element: Element, ...names: readonly string[]): string[] {
    const last = names.at(-1) ?? '';
    return elements(element, ...names.slice(0, -1))
        .flatMap((each) => each[last] ?? [])
        .filter((child) => typeof child === 'string');
}
