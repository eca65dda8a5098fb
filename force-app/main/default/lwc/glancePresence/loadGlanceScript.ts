import type { LightningElement } from 'lwc';
import { loadScript } from 'lightning/platformResourceLoader';
import GLANCE_PRESENCE_AGENT from '@salesforce/resourceUrl/GlancePresenceAgent';
import { GlanceError } from 'c/glanceErrors';
import type { GlanceScript } from './glanceScript';

/** A self-hosted agent script finds its group id on this element. Source: Glance's presence documentation. */
const META_ID = 'glance-cobrowse';

let loading: Promise<GlanceScript> | null = null;

/**
 * Loads Glance's agent script from the static resource `GlancePresenceAgent`, once a page.
 * @param component any component of the page: `loadScript` needs one.
 * @throws {GlanceError} `scriptMissing` when the resource can't be loaded or is still the placeholder.
 */
export function loadGlanceScript(
    component: LightningElement,
    groupId: number
): Promise<GlanceScript> {
    loading ??= load(component, groupId).catch((thrown: unknown) => {
        loading = null;
        throw thrown;
    });
    return loading;
}

async function load(component: LightningElement, groupId: number): Promise<GlanceScript> {
    nameGroup(groupId);
    try {
        await loadScript(component, GLANCE_PRESENCE_AGENT);
    } catch {
        throw new GlanceError('scriptMissing');
    }
    const { GLANCE } = window as { GLANCE?: Partial<GlanceScript> };
    if (!GLANCE?.Authorization || !GLANCE.Presence?.Agent) {
        throw new GlanceError('scriptMissing');
    }
    return { Authorization: GLANCE.Authorization, Presence: GLANCE.Presence };
}

function nameGroup(groupId: number): void {
    if (!document.head.querySelector(`#${META_ID}`)) {
        const meta = document.createElement('meta');
        meta.id = META_ID;
        meta.setAttribute('data-groupid', String(groupId));
        document.head.appendChild(meta);
    }
}
