export const UI_HOST_ID = 'glance-standin-ui';

/** Where Glance's controls live: out of reach of the website's style sheets. */
export function uiRoot(): ShadowRoot {
    const existing = document.getElementById(UI_HOST_ID)?.shadowRoot;
    if (existing) {
        return existing;
    }
    const host = document.createElement('glance-standin');
    host.id = UI_HOST_ID;
    host.style.setProperty('display', 'contents', 'important');
    document.body.append(host);
    return host.attachShadow({ mode: 'open' });
}
