import type { BundleLoader } from './bundle-loader.ts';
import type { BundleManifest } from './bundle-manifest.ts';

let current: { manifest: BundleManifest; loader: BundleLoader } | undefined;

/** Makes the package's bundles known to the page. */
export function setBundles(manifest: BundleManifest, loader: BundleLoader): void {
    current = { manifest, loader };
}

/** The package's bundles. */
export function bundles() {
    if (current === undefined) {
        throw new Error('The page asks for a bundle before the manifest is loaded.');
    }
    return current;
}
