import { readFile } from 'node:fs/promises';
import { escapeHtml } from './html.ts';
import type { ViewerPageData } from './wire.ts';

const STYLE = new URL('./page/viewer.css', import.meta.url);

/** The viewer's own style sheet. */
export function style(): Promise<string> {
    return readFile(STYLE, 'utf8');
}

export function livePage(data: ViewerPageData): string {
    return shell(
        'Cobrowse session',
        `<header class="bar" data-state="connecting">
            <span class="mark" aria-hidden="true"></span>
            <p class="who"><strong id="customer">Cobrowse session</strong><span id="details">Session key ${escapeHtml(data.sessionKey)}</span></p>
            <p class="status" id="status" role="status">Connecting…</p>
            <button type="button" id="end" hidden>End session</button>
        </header>
        <main class="view">
            <div id="screen" class="screen" hidden></div>
            <section id="notice" class="notice">
                <div class="spinner" id="spinner" aria-hidden="true"></div>
                <h1 id="notice-title">Connecting…</h1>
                <p id="notice-text">One moment, please.</p>
            </section>
        </main>
        <script type="application/json" id="session">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
        <script src="/agentjoin/viewer.js"></script>`
    );
}

export function loginPage(): string {
    return card(
        'You need to log in',
        `<p>Glance could not tell who you are: the login key in this address is missing, wrong or has run out, or you are
        not known as an agent.</p>
        <p>Go back to the record and join again. If that does not help, ask your administrator.</p>`
    );
}

export function notFoundPage(sessionKey: string): string {
    const which =
        sessionKey === ''
            ? 'No session key was given.'
            : `There is no session with the key <strong>${escapeHtml(sessionKey)}</strong>. It may have ended, or has not started yet.`;
    return card('Session not found', `<p>${which}</p>`);
}

/** @param query the credentials that came with the address; they go along with the form. */
export function enterKeyPage(query: Readonly<Record<string, string>>): string {
    const kept = ['partnerid', 'partneruserid', 'loginkey', 'name', 'email', 'phone']
        .filter((name) => query[name] !== undefined)
        .map(
            (name) =>
                `<input type="hidden" name="${name}" value="${escapeHtml(query[name] ?? '')}">`
        );
    return card(
        'Join a session',
        `<form action="/agentjoin/AgentView.aspx" method="post">
            <label for="key">Session key</label>
            <p class="hint" id="hint">The customer reads it to you; it often has four digits.</p>
            <input id="key" name="SessionKey" required maxlength="62" autocomplete="off" autofocus aria-describedby="hint">
            ${kept.join('')}
            <button type="submit">Join</button>
        </form>`
    );
}

function card(title: string, body: string): string {
    return shell(
        title,
        `<main class="page"><section class="card"><h1>${title}</h1>${body}</section></main>`
    );
}

function shell(title: string, body: string): string {
    return `<!doctype html>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${title}</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/agentjoin/viewer.css">
    </head>
    <body>
        ${body}
        <footer class="foot">A stand-in for Glance, for development on one machine.</footer>
    </body>
</html>`;
}
