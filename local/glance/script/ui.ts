export const UI_HOST_ID = 'glance-standin-ui';

const STYLE = `
:host { all: initial; }
* { box-sizing: border-box; }
.terms, .bar {
    font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
    color: #1d2433;
}
.terms {
    width: min(440px, calc(100vw - 32px));
    padding: 28px 32px 24px;
    border: 0;
    border-radius: 14px;
    background: #fff;
    box-shadow: 0 24px 64px rgb(15 23 42 / 35%);
}
.terms::backdrop { background: rgb(15 23 42 / 55%); }
.terms h2 { margin: 0 0 10px; font-size: 20px; line-height: 1.3; }
.terms p { margin: 0 0 12px; color: #444f62; }
.terms ul { margin: 0 0 20px; padding-left: 20px; color: #444f62; }
.terms li { margin-bottom: 4px; }
.actions { display: flex; justify-content: flex-end; gap: 10px; }
.note { margin: 18px 0 0 !important; font-size: 12px; color: #5b6577 !important; }
button {
    font: inherit;
    font-weight: 600;
    padding: 9px 20px;
    border: 1px solid transparent;
    border-radius: 8px;
    cursor: pointer;
}
button:focus-visible { outline: 3px solid rgb(22 103 192 / 55%); outline-offset: 2px; }
.primary { background: #1667c0; color: #fff; }
.primary:hover { background: #11539c; }
.secondary { background: #fff; color: #1d2433; border-color: #8a94a6; }
.secondary:hover { background: #f1f4f8; }
.bar {
    position: fixed;
    z-index: 2147483647;
    inset: auto 12px 20px;
    width: fit-content;
    margin: 0 auto;
    display: flex;
    align-items: center;
    gap: 14px;
    padding: 8px 8px 8px 18px;
    border-radius: 999px;
    background: #1d2433;
    color: #fff;
    box-shadow: 0 8px 28px rgb(15 23 42 / 40%);
}
.bar[hidden] { display: none; }
.dot { width: 10px; height: 10px; border-radius: 50%; background: #ff5b4d; flex: none; box-shadow: 0 0 0 4px rgb(255 91 77 / 25%); }
.words { display: flex; flex-direction: column; line-height: 1.3; }
.words small { font-size: 13px; color: #c8d0de; }
.stop { border-radius: 999px; background: #fff; color: #a3231b; white-space: nowrap; }
.stop:hover { background: #ffe9e7; }
.bar button:focus-visible { outline-color: #9cc8ff; }
`;

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
    const root = host.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = STYLE;
    root.append(style);
    return root;
}

/** Runs now if the page has a body, otherwise when it has been read. */
export function whenBodyIsThere(task: () => void): void {
    if (document.body) {
        task();
    } else {
        document.addEventListener('DOMContentLoaded', task, { once: true });
    }
}
