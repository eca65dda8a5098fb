import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseMetadata } from '../build/metadata-xml.ts';
import type { FlexiPage, PlacedComponent } from '../page/org-context.ts';
import type { UtilityItem } from '../page/utilities.ts';

interface Property {
    readonly name: string;
    /** `decorator` for what the utility bar itself reads, such as the label. */
    readonly type?: string;
    readonly value?: string;
}

interface ComponentInstance {
    readonly componentName: string;
    readonly componentInstanceProperties?: Property | readonly Property[];
}

interface PageFile {
    readonly FlexiPage?: {
        readonly type?: string;
        readonly sobjectType?: string;
        readonly flexiPageRegions?: unknown;
    };
}

interface Region {
    readonly name?: string;
    readonly itemInstances?: unknown;
}

/** The package's Lightning pages, and the utilities of its utility bars. */
export interface LightningPages {
    readonly pages: readonly FlexiPage[];
    readonly utilities: readonly UtilityItem[];
}

/** Reads `flexipages` folders; one that is missing is an org without pages of its own. */
export async function readFlexiPages(folders: readonly string[]): Promise<LightningPages> {
    const parsed = (await Promise.all(folders.map(pagesIn))).flat();
    return {
        pages: parsed.flatMap(({ pages }) => pages),
        utilities: parsed.flatMap(({ utilities }) => utilities)
    };
}

async function pagesIn(folder: string): Promise<LightningPages[]> {
    const files = (await readdir(folder).catch(() => [])).sort();
    return Promise.all(
        files
            .filter((file) => file.endsWith('.flexipage-meta.xml'))
            .map(async (file) =>
                lightningPages(
                    await readFile(path.join(folder, file), 'utf8'),
                    file.replace('.flexipage-meta.xml', '')
                )
            )
    );
}

/**
 * What one `.flexipage-meta.xml` adds: the package's components on a page, or the items of a utility bar.
 * @param name the page's API name
 */
export function lightningPages(xml: string, name: string): LightningPages {
    const page = (parseMetadata(xml) as PageFile).FlexiPage ?? {};
    const regions = listOf(page.flexiPageRegions) as Region[];
    if (page.type === 'UtilityBar') {
        return {
            pages: [],
            utilities: regions.flatMap(({ itemInstances }) =>
                ownComponents(itemInstances).map(utilityItem)
            )
        };
    }
    const components = regions.flatMap(({ itemInstances }) =>
        ownComponents(itemInstances).map(placedComponent)
    );
    switch (page.type) {
        case 'RecordPage':
            return pageOnly({
                type: 'RecordPage',
                objectApiName: page.sobjectType ?? '',
                components
            });
        case 'HomePage':
            return pageOnly({ type: 'HomePage', components });
        case 'AppPage':
            return pageOnly({ type: 'AppPage', name, components });
        default:
            return { pages: [], utilities: [] };
    }
}

function pageOnly(page: FlexiPage): LightningPages {
    return { pages: [page], utilities: [] };
}

/** The components of the package among a region's items: Salesforce's have a namespace. */
function ownComponents(itemInstances: unknown): ComponentInstance[] {
    return (listOf(itemInstances) as { componentInstance?: ComponentInstance }[])
        .map(({ componentInstance }) => componentInstance)
        .filter((instance) => instance !== undefined)
        .filter(({ componentName }) => /^(c:)?\w+$/.test(componentName));
}

function placedComponent(instance: ComponentInstance): PlacedComponent {
    return {
        component: `c/${instance.componentName.replace('c:', '')}`,
        properties: Object.fromEntries(
            propertiesOf(instance)
                .filter(({ type }) => type !== 'decorator')
                .map(({ name, value = '' }) => [name, value])
        )
    };
}

function utilityItem(instance: ComponentInstance): UtilityItem {
    const decorators = Object.fromEntries(
        propertiesOf(instance)
            .filter(({ type }) => type === 'decorator')
            .map(({ name, value = '' }) => [name, value])
    );
    const size = (text: string | undefined) => Number(text) || undefined;
    const panelWidth = size(decorators['width']);
    const panelHeight = size(decorators['height']);
    return {
        ...placedComponent(instance),
        label: decorators['label'] ?? instance.componentName,
        icon: decorators['icon'] ?? 'apps',
        ...(panelWidth === undefined ? {} : { panelWidth }),
        ...(panelHeight === undefined ? {} : { panelHeight }),
        startAutomatically: decorators['eager'] === 'true'
    };
}

function propertiesOf({ componentInstanceProperties }: ComponentInstance): Property[] {
    return listOf(componentInstanceProperties) as Property[];
}

/** An element that may repeat is an array only when it does. */
function listOf(value: unknown): readonly unknown[] {
    return value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
}
