import type { LightningElement } from 'lwc';
import { loadScript } from 'lightning/platformResourceLoader';
import GLANCE_PRESENCE_AGENT from '@salesforce/resourceUrl/GlancePresenceAgent';
import { GlanceError } from 'c/glanceErrors';
import type { GlanceScript } from './glanceScript';
import { mendResponseXml } from './responseXml';
import { configureScript } from './scriptConfiguration';
import type { ScriptOptions } from './scriptConfiguration';

let loading: Promise<GlanceScript> | null = null;

/**
 * Loads Glance's agent script from the static resource `GlancePresenceAgent`, once a page, and tells it the group and
 * server of the latest caller.
 * @param component any component of the page: `loadScript` needs one.
 * @throws {GlanceError} `scriptMissing` when the resource can't be loaded or is still the placeholder.
 */
export function loadGlanceScript(
    component: LightningElement,
    options: ScriptOptions
): Promise<GlanceScript> {
    configureScript(options);
    loading ??= load(component).catch((thrown: unknown) => {
        loading = null;
        throw thrown;
    });
    return loading;
}

async function load(component: LightningElement): Promise<GlanceScript> {
    mendResponseXml();
    try {
        await loadScript(component, GLANCE_PRESENCE_AGENT);
    } catch {
        throw new GlanceError('scriptMissing');
    }
    const { GLANCE } = window as { GLANCE?: Partial<GlanceScript> };
    if (!GLANCE?.Authorization || !GLANCE.Presence?.Agent) {
        throw new GlanceError('scriptMissing');
    }
    return {
        VERSION: GLANCE.VERSION,
        Authorization: GLANCE.Authorization,
        Presence: GLANCE.Presence
    };
}
