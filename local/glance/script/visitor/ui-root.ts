const HOST_ID = 'glance-standin-ui';
const PARTS_CLASS = 'glance-standin-parts';

/** What recordings leave out. Inside of the shadow root as well: what is added there later isn't known by its host. */
export const UI_SELECTOR = `#${HOST_ID}, .${PARTS_CLASS}`;

/** Where Glance's controls live: out of reach of the website's style sheets. */
export function uiRoot(): HTMLElement {
    const existing = uiHost()?.shadowRoot?.querySelector<HTMLElement>(`.${PARTS_CLASS}`);
    if (existing) {
        return existing;
    }
    const host = document.createElement('glance-standin');
    host.id = HOST_ID;
    host.style.setProperty('display', 'contents', 'important');
    const parts = document.createElement('div');
    parts.className = PARTS_CLASS;
    parts.style.display = 'contents';
    host.attachShadow({ mode: 'open' }).append(parts);
    document.body.append(host);
    return parts;
}

/** Null as long as nothing has been shown. */
export function uiHost(): HTMLElement | null {
    return document.getElementById(HOST_ID);
}
