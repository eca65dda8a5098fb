import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import App from 'one/app';
import { setUtilities } from './app-utilities.ts';
import { appAt, stagePanelAt } from './app-address.ts';
import type { BundleManifest } from './bundle-manifest.ts';
import { BundleLoader } from './bundle-loader.ts';
import { setBundles } from './bundles.ts';
import { enforceCurrentRestrictions } from './lightning-web-security.ts';
import { loadOrgContext } from './org-context.ts';
import { showToasts } from './toasts.ts';
import { Utilities } from './utilities.ts';

async function main(): Promise<void> {
    enforceCurrentRestrictions();
    const lws = new URLSearchParams(location.search).get('lws') !== 'off';
    const [response, org] = await Promise.all([fetch('/c/manifest.json'), loadOrgContext()]);
    const manifest = (await response.json()) as BundleManifest;
    setBundles(manifest, new BundleLoader(manifest, { lws }));
    setUtilities(
        new Utilities(org.utilities.filter(({ component }) => offersUtility(manifest, component)))
    );
    showToasts();
    const app = createElement('one-app', { is: App });
    Object.assign(app, {
        lws,
        app: appAt(location.pathname),
        stagePanel: stagePanelAt(location.pathname)
    });
    document.body.append(app);
}

function offersUtility({ bundles }: BundleManifest, component: string): boolean {
    const entry = bundles[component.replace('c/', '')];
    return entry?.config.targets.includes('lightning__UtilityBar') ?? false;
}

void main();
