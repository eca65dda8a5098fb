import { parseMetadata } from './metadata-xml.ts';

/** What a bundle's `js-meta.xml` tells App Builder. */
export interface ComponentConfig {
    readonly isExposed: boolean;
    readonly masterLabel: string;
    readonly description: string;
    readonly targets: readonly string[];
    readonly targetConfigs: readonly TargetConfig[];
}

/** The properties that a component offers on some targets. */
export interface TargetConfig {
    readonly targets: readonly string[];
    /** Objects whose record pages take the component; empty for all. */
    readonly objects: readonly string[];
    readonly properties: readonly DesignProperty[];
}

/** A property in App Builder. Attributes as in `js-meta.xml`. */
export interface DesignProperty {
    readonly name: string;
    readonly type: 'String' | 'Boolean' | 'Integer' | 'Color';
    readonly label: string;
    readonly description?: string;
    readonly placeholder?: string;
    readonly default?: string;
    /** `a,b,c` or `apex://Class`. */
    readonly datasource?: string;
    readonly min?: string;
    readonly max?: string;
    readonly required?: string;
    /** In a screen flow: `inputOnly` or `outputOnly`. */
    readonly role?: string;
}

interface MetaFile {
    readonly LightningComponentBundle?: {
        readonly isExposed?: string;
        readonly masterLabel?: string;
        readonly description?: string;
        readonly targets?: { readonly target?: readonly string[] };
        readonly targetConfigs?: {
            readonly targetConfig?: readonly {
                readonly targets?: string;
                readonly objects?: { readonly object?: readonly string[] };
                readonly property?: readonly DesignProperty[];
            }[];
        };
    };
}

/** Reads a bundle's `js-meta.xml`. Everything that is absent is empty. */
export function componentConfig(metaXml: string): ComponentConfig {
    const bundle = (parseMetadata(metaXml) as MetaFile).LightningComponentBundle ?? {};
    return {
        isExposed: bundle.isExposed === 'true',
        masterLabel: bundle.masterLabel ?? '',
        description: bundle.description ?? '',
        targets: bundle.targets?.target ?? [],
        targetConfigs: (bundle.targetConfigs?.targetConfig ?? []).map((config) => ({
            targets: (config.targets ?? '').split(',').map((target) => target.trim()),
            objects: config.objects?.object ?? [],
            properties: (config.property ?? []).map((property) => ({
                ...property,
                label: property.label ?? property.name
            }))
        }))
    };
}
