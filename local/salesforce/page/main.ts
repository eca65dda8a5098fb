import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import App from 'one/app';
import { appAt, stagePanelAt } from './app-address.ts';
import type { BundleManifest } from './bundle-manifest.ts';
import { BundleLoader } from './bundle-loader.ts';
import { setBundles } from './bundles.ts';
import { enforceCurrentRestrictions } from './lightning-web-security.ts';
import { loadOrgContext } from './org-context.ts';
import { showToasts } from './toasts.ts';

async function main(): Promise<void> {
    enforceCurrentRestrictions();
    const lws = new URLSearchParams(location.search).get('lws') !== 'off';
    const [response] = await Promise.all([fetch('/c/manifest.json'), loadOrgContext()]);
    const manifest = (await response.json()) as BundleManifest;
    setBundles(manifest, new BundleLoader(manifest, { lws }));
    showToasts();
    const app = createElement('one-app', { is: App });
    Object.assign(app, {
        lws,
        app: appAt(location.pathname),
        stagePanel: stagePanelAt(location.pathname)
    });
    document.body.append(app);
}

void main();
