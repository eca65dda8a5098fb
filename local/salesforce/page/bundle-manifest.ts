import type { ComponentConfig } from '../build/component-config.ts';
import type { PublicProperty } from '../build/compile-bundle.ts';

/** What the page knows of a bundle before it loads it. */
export interface BundleEntry {
    readonly dependencies: readonly string[];
    readonly publicProperties: readonly PublicProperty[];
    readonly config: ComponentConfig;
}

/** `/c/manifest.json`: every bundle by name, and the text of every label in use by `c.<Name>`. */
export interface BundleManifest {
    readonly bundles: Readonly<Record<string, BundleEntry>>;
    readonly labels: Readonly<Record<string, string>>;
}
