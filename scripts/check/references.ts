import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileBundles, metadataFolder } from './bundles.ts';
import type { Check, Finding, Tree } from './finding.ts';
import { readLabels } from './labels.ts';

/** Modules of the platform that are no base component, so that no package lists them. */
const platformModules = new Set([
    'lightning/flowSupport',
    'lightning/messageService',
    'lightning/navigation',
    'lightning/platformResourceLoader',
    'lightning/platformShowToastEvent',
    'lightning/platformUtilityBarApi',
    'lightning/platformWorkspaceApi',
    'lightning/uiObjectInfoApi',
    'lightning/uiRecordApi'
]);

/** The platform's own channels, as its documentation of console events names them. */
const platformChannels = new Set([
    'lightning__tabClosed',
    'lightning__tabCreated',
    'lightning__tabFocused',
    'lightning__tabRefreshed',
    'lightning__tabReplaced',
    'lightning__tabUpdated'
]);

/** Everything that the components import or put in their templates is there. */
export const references: Check = {
    name: 'References of components',
    async run(tree) {
        const findings: Finding[] = [];
        const exists = await newLookup(tree);
        for (const { bundle, output } of await compileBundles(tree)) {
            for (const { type, id, file, locations } of output?.metadata?.references ?? []) {
                if (!exists(type, id)) {
                    const line = locations[0]?.startLine;
                    findings.push({
                        file: join(bundle.folder, file),
                        ...(line === undefined ? {} : { line }),
                        message: `No such ${type}: ${id}`
                    });
                }
            }
        }
        return { findings };
    }
};

/** Answers whether the tree, or the platform, has what a reference names. */
async function newLookup(tree: Tree): Promise<(type: string, id: string) => boolean> {
    const metadata = join(tree.built, metadataFolder);
    const labels = await readLabels(tree.built);
    const has = (...path: string[]): boolean => existsSync(join(metadata, ...path));
    const bundle = (name: string): boolean => has('lwc', name, `${name}.js-meta.xml`);
    const baseComponent = (name: string): boolean =>
        existsSync(
            join(
                tree.project,
                'node_modules',
                'lightning-base-components',
                'src',
                'lightning',
                name
            )
        );
    const module = (id: string): boolean => {
        const [namespace, name = ''] = id.split('/');
        switch (namespace) {
            case 'c':
                return bundle(name);
            case 'lightning':
                return platformModules.has(id) || baseComponent(name);
            default:
                return id === 'lwc';
        }
    };
    const field = (id: string): boolean =>
        id
            .split('.')
            .slice(1)
            .every(
                (part) =>
                    !part.endsWith('__c') ||
                    has('objects', id.split('.')[0] ?? '', 'fields', `${part}.field-meta.xml`)
            );
    const byType: Record<string, (id: string) => boolean> = {
        apexMethod: (id) => hasApexMethod(metadata, id),
        component: (tag) => module(moduleOf(tag)),
        customPermission: (id) => has('customPermissions', `${id}.customPermission-meta.xml`),
        label: (id) => labels.has(id.replace(/^c\./, '')),
        messageChannel: (id) =>
            platformChannels.has(id) ||
            has('messageChannels', `${id.replace(/__c$/, '')}.messageChannel-meta.xml`),
        module,
        resourceUrl: (id) => has('staticresources', `${id}.resource-meta.xml`),
        schema: field,
        // What the platform itself provides.
        client: () => true,
        i18n: () => true,
        user: () => true
    };
    return (type, id) => byType[type]?.(id) ?? false;
}

/** `c-glance-join` → `c/glanceJoin` */
function moduleOf(tag: string): string {
    const [namespace = '', ...words] = tag.split('-');
    return `${namespace}/${words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')}`;
}

function hasApexMethod(metadata: string, id: string): boolean {
    const [className, method] = id.split('.');
    const file = join(metadata, 'classes', `${className}.cls`);
    const declaration = new RegExp(
        `@AuraEnabled(\\([^)]*\\))?\\s+(public|global)\\s+static\\s+[\\w.<>, ]+\\s${method}\\s*\\(`
    );
    return existsSync(file) && declaration.test(readFileSync(file, 'utf8'));
}
