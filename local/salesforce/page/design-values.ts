import type { DesignProperty } from '../build/component-config.ts';
import type { BundleEntry } from './bundle-manifest.ts';
import type { FlexiPage, PlacedComponent } from './org-context.ts';

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
    type: FlexiPage['type'] | 'FlowScreen'
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
