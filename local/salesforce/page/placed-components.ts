import type { LightningElement } from 'lwc';
import type { DesignProperty } from '../build/component-config.ts';
import type { BundleEntry } from './bundle-manifest.ts';
import { bundles } from './bundles.ts';
import { orgContext, type FlexiPage, type PlacedComponent } from './org-context.ts';

/** A component on a page, ready to be made. */
export interface PlacedElement {
    readonly key: string;
    readonly constructor: typeof LightningElement | undefined;
    /** Why it can't be made. */
    readonly error: string | undefined;
    readonly properties: Readonly<Record<string, unknown>>;
    /** Whether it declares `recordId`. */
    readonly takesRecord: boolean;
}

/** The components of a page's sidebar. One that isn't offered on such pages is not there: App Builder wouldn't take it. */
export async function placedComponents(
    type: FlexiPage['type'],
    objectApiName?: string
): Promise<PlacedElement[]> {
    const page = orgContext().pages.find(
        (candidate) => candidate.type === type && candidate.objectApiName === objectApiName
    );
    const target = `lightning__${type}`;
    const placed = (page?.sidebar ?? []).filter(({ component }) => {
        const entry = bundles().manifest.bundles[component.replace('c/', '')];
        return entry === undefined || entry.config.targets.includes(target);
    });
    return Promise.all(placed.map((component, i) => place(component, type, i)));
}

async function place(
    placed: PlacedComponent,
    type: FlexiPage['type'],
    position: number
): Promise<PlacedElement> {
    const { manifest, loader } = bundles();
    const key = `${position} ${placed.component}`;
    const entry = manifest.bundles[placed.component.replace('c/', '')];
    const failed = (error: string): PlacedElement => ({
        key,
        constructor: undefined,
        error,
        properties: {},
        takesRecord: false
    });
    if (entry === undefined) {
        return failed(`The package has no ${placed.component}.`);
    }
    try {
        return {
            key,
            constructor: await loader.component(placed.component),
            error: undefined,
            properties: designValues(entry, type, placed.properties),
            takesRecord: entry.publicProperties.some(({ name }) => name === 'recordId')
        };
    } catch (thrown) {
        console.error(thrown);
        return failed(`${placed.component} fails to load: ${String(thrown)}`);
    }
}

/**
 * The values of a component's properties on a page: what the admin set, else the defaults that App Builder fills in when a
 * component is dropped. A property that the component doesn't offer on that kind of page is left out.
 */
export function designValues(
    entry: BundleEntry,
    type: FlexiPage['type'],
    set: PlacedComponent['properties']
): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const property of designProperties(entry, type)) {
        const value = set[property.name] ?? property.default;
        if (value !== undefined) {
            values[property.name] = typed(value, property.type);
        }
    }
    return values;
}

/** The properties that a component offers on a kind of page. */
export function designProperties(
    entry: BundleEntry,
    type: FlexiPage['type']
): readonly DesignProperty[] {
    return entry.config.targetConfigs
        .filter(({ targets }) => targets.includes(`lightning__${type}`))
        .flatMap(({ properties }) => properties);
}

function typed(value: string | number | boolean, type: DesignProperty['type']): unknown {
    switch (type) {
        case 'Boolean':
            return String(value) === 'true';
        case 'Integer':
            return Number(value);
        default:
            return String(value);
    }
}
