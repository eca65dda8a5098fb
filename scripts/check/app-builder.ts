import { XMLParser } from 'fast-xml-parser';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metadataFolder, readBundles, type Bundle } from './bundles.ts';
import { ApiFields, type FieldKind } from './api-fields.ts';
import type { Check, Finding, Tree } from './finding.ts';

/** A `<property>` as its attributes have it. */
interface Property {
    readonly name?: string;
    readonly type?: string;
    readonly default?: string;
    readonly datasource?: string;
    readonly required?: string;
    readonly [attribute: string]: string | undefined;
}

interface TargetConfig {
    readonly targets?: string;
    readonly property?: readonly Property[];
    readonly supportedFormFactors?: {
        readonly supportedFormFactor?: readonly { readonly type?: string }[];
    };
    readonly [element: string]: unknown;
}

interface BundleMetadata {
    readonly apiVersion?: string;
    readonly isExposed?: string;
    readonly masterLabel?: string;
    readonly targets?: { readonly target?: readonly string[] };
    readonly targetConfigs?: { readonly targetConfig?: readonly TargetConfig[] };
}

/** What a field has to be to take a property of that type. Color and pick lists are text. */
const kinds: Readonly<Record<string, FieldKind>> = {
    String: 'text',
    Color: 'text',
    Boolean: 'flag',
    Integer: 'number'
};

const attributes = new Set([
    'datasource',
    'default',
    'description',
    'label',
    'max',
    'min',
    'name',
    'placeholder',
    'required',
    'role',
    'type'
]);

const targets = new Set([
    'lightning__AppPage',
    'lightning__FlowScreen',
    'lightning__HomePage',
    'lightning__RecordAction',
    'lightning__RecordPage',
    'lightning__Tab',
    'lightning__UtilityBar'
]);

/** Pages whose configuration takes no properties. */
const withoutProperties = new Set(['lightning__RecordAction', 'lightning__Tab']);

/**
 * The form factors of pages that have any: a component on them says which ones it is made for.
 * Source: Salesforce's "Configure Your Component for Different Form Factors", and for actions "lightning__RecordAction Target".
 */
const formFactors: Readonly<Record<string, readonly string[]>> = {
    lightning__AppPage: ['Large', 'Small'],
    lightning__HomePage: ['Large'],
    lightning__RecordAction: ['Large'],
    lightning__RecordPage: ['Large', 'Small']
};

/** Whether a screen flow sets a property, or the component does. Source: Salesforce's "Configure a Component for Flow Screens". */
const roles = new Set(['inputOnly', 'outputOnly']);

const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    isArray: (name) => ['target', 'targetConfig', 'property', 'supportedFormFactor'].includes(name)
});

/** What App Builder offers of a component: each property is an `@api` field of a type that fits, on a page that there is. */
export const appBuilder: Check = {
    name: 'App Builder properties',
    async run(tree) {
        const fields = new ApiFields(tree);
        const findings: Finding[] = [];
        for (const bundle of await readBundles(tree.built)) {
            const file = `${bundle.name}.js-meta.xml`;
            const text = bundle.files[file];
            const messages =
                text === undefined ? [`No ${file}`] : messagesOf(bundle, parse(text), fields, tree);
            findings.push(
                ...messages.map((message) => ({ file: join(bundle.folder, file), message }))
            );
        }
        return { findings };
    }
};

function parse(text: string): BundleMetadata {
    return (
        (parser.parse(text) as { LightningComponentBundle?: BundleMetadata })
            .LightningComponentBundle ?? {}
    );
}

function messagesOf(
    bundle: Bundle,
    metadata: BundleMetadata,
    fields: ApiFields,
    tree: Tree
): string[] {
    const messages: string[] = [];
    const offered = metadata.targets?.target ?? [];
    if (metadata.apiVersion !== tree.apiVersion) {
        messages.push(`apiVersion is ${metadata.apiVersion ?? 'missing'}, not ${tree.apiVersion}`);
    }
    if (metadata.isExposed === 'true' && (offered.length === 0 || !metadata.masterLabel)) {
        messages.push('An exposed component needs targets and a masterLabel');
    }
    messages.push(
        ...offered
            .filter((target) => !targets.has(target))
            .map((target) => `No such target: ${target}`)
    );
    const configs = metadata.targetConfigs?.targetConfig ?? [];
    messages.push(...formFactorMessages(offered, configs));
    for (const config of configs) {
        const pages = pagesOf(config);
        messages.push(
            ...pages
                .filter((page) => !offered.includes(page))
                .map((page) => `Configures ${page}, which is no target`)
        );
        const properties = config.property ?? [];
        if (properties.length > 0 && pages.some((page) => withoutProperties.has(page))) {
            messages.push(`${config.targets} takes no properties`);
        }
        const names = properties.map(({ name }) => name);
        messages.push(
            ...names
                .filter((name, i) => names.indexOf(name) !== i)
                .map((name) => `Property ${name} is there twice`)
        );
        messages.push(
            ...properties.flatMap((property) => [
                ...propertyMessages(bundle, property, fields, tree),
                ...roleMessages(property, pages)
            ])
        );
    }
    return messages;
}

function pagesOf({ targets: pages = '' }: TargetConfig): string[] {
    return pages.split(',').map((target) => target.trim());
}

function formFactorMessages(
    offered: readonly string[],
    configs: readonly TargetConfig[]
): string[] {
    return offered.flatMap((page) => {
        const given = configs
            .filter((config) => pagesOf(config).includes(page))
            .flatMap(({ supportedFormFactors }) => supportedFormFactors?.supportedFormFactor ?? [])
            .map(({ type = '' }) => type);
        const has = formFactors[page];
        if (has && given.length === 0) {
            return [`${page} says no supportedFormFactors`];
        }
        return given
            .filter((type) => !has?.includes(type))
            .map((type) => `${page} has no form factor ${type}`);
    });
}

function roleMessages(
    { name, role, default: value }: Property,
    pages: readonly string[]
): string[] {
    if (role === undefined) {
        return [];
    }
    if (!roles.has(role) || pages.some((page) => page !== 'lightning__FlowScreen')) {
        return [`Property ${name}: no role ${role} on ${pages.join(',')}`];
    }
    return role === 'outputOnly' && value !== undefined
        ? [`Property ${name}: an output takes no default`]
        : [];
}

function propertyMessages(
    bundle: Bundle,
    property: Property,
    fields: ApiFields,
    tree: Tree
): string[] {
    const { name = '', type = '', datasource } = property;
    const messages = Object.keys(property)
        .filter((attribute) => !attributes.has(attribute))
        .map((attribute) => `Property ${name}: no such attribute: ${attribute}`);
    const kind = kinds[type];
    const field = fields.of(bundle.name).get(name);
    if (kind === undefined) {
        messages.push(`Property ${name}: no such type: ${type}`);
    } else if (field === undefined) {
        messages.push(`Property ${name}: no @api field of that name`);
    } else if (field !== 'any' && field !== kind) {
        messages.push(
            `Property ${name}: type ${type} does not fit the @api field, which is a ${field}`
        );
    }
    if (kind !== undefined && !fitsDefault(property.default, kind)) {
        messages.push(`Property ${name}: default "${property.default}" is no ${type}`);
    }
    if (property.required === 'true' && property.default === undefined) {
        messages.push(`Property ${name}: a required property needs a default`);
    }
    if (datasource !== undefined) {
        messages.push(...datasourceMessages(name, datasource, property.default, tree));
    }
    return messages;
}

function fitsDefault(value: string | undefined, kind: FieldKind): boolean {
    switch (kind) {
        case 'flag':
            return value === undefined || value === 'true' || value === 'false';
        case 'number':
            return value === undefined || /^-?\d+$/.test(value);
        default:
            return true;
    }
}

function datasourceMessages(
    name: string,
    datasource: string,
    value: string | undefined,
    tree: Tree
): string[] {
    const pickList = /^apex:\/\/(\w+)$/.exec(datasource)?.[1];
    if (pickList !== undefined) {
        return isPickList(pickList, tree)
            ? []
            : [`Property ${name}: ${pickList} is no Apex pick list`];
    }
    const values = datasource.split(',').map((each) => each.trim());
    return value === undefined || values.includes(value)
        ? []
        : [`Property ${name}: default "${value}" is not in its datasource`];
}

function isPickList(name: string, tree: Tree): boolean {
    try {
        const source = readFileSync(
            join(tree.built, metadataFolder, 'classes', `${name}.cls`),
            'utf8'
        );
        return /extends\s+VisualEditor\.DynamicPickList\b/.test(source);
    } catch {
        return false;
    }
}
