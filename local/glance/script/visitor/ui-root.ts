const HOST_ID = 'glance-standin-ui';

/** What recordings leave out. */
export const UI_SELECTOR = `#${HOST_ID}`;

/**
 * Where Glance's controls live: out of reach of the website's style sheets. They are in an element of the shadow root,
 * since recordings would take in what is added to the root itself.
 */
export function uiRoot(): HTMLElement {
    const existing = uiHost()?.shadowRoot?.querySelector('div');
    if (existing) {
        return existing;
    }
    const host = document.createElement('glance-standin');
    host.id = HOST_ID;
    host.style.setProperty('display', 'contents', 'important');
    const parts = document.createElement('div');
    host.attachShadow({ mode: 'open' }).append(parts);
    document.body.append(host);
    return parts;
}

/** Null as long as nothing has been shown. */
export function uiHost(): HTMLElement | null {
    return document.getElementById(HOST_ID);
}
