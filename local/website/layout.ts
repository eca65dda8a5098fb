import type { Customer } from '../people.ts';
import { escapeHtml } from '../glance/html.ts';

export interface PageFrame {
    readonly title: string;
    /** HTML of the main part. */
    readonly body: string;
}

export interface Surroundings {
    readonly customer: Customer | undefined;
    readonly path: string;
    readonly glanceUrl: string;
    readonly webServer: string;
    readonly groupId: number;
}

const MENU = [
    ['/', 'Home'],
    ['/accounts', 'Accounts'],
    ['/loans', 'Loans'],
    ['/help', 'Help']
] as const;

/** A whole page: head, menu, main part, footer, and the tag of Glance. */
export function layout({ title, body }: PageFrame, around: Surroundings): string {
    return `<!doctype html>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${escapeHtml(title)} – Fernbrook Bank</title>
        <link rel="icon" href="/assets/leaf.svg">
        <link rel="stylesheet" href="/assets/site.css">
        <script src="/assets/site.js"></script>
        ${glanceTag(around)}
    </head>
    <body>
        <header class="top">
            <a class="brand" href="/"><img src="/assets/leaf.svg" alt="" width="30" height="30">Fernbrook Bank</a>
            <nav aria-label="Main">${menu(around.path)}</nav>
            ${account(around.customer)}
        </header>
        <main>${body}</main>
        <footer class="bottom">
            <p>Fernbrook Bank is a demo site. It holds no money, and the people on it do not exist.</p>
        </footer>
    </body>
</html>`;
}

/**
 * The tag as Glance documents it: who the visitor is, then the loader. Without a customer nobody can be present.
 * Sessions are kept in localStorage, since `localhost` has no domain for the cookie that is Glance's default.
 */
function glanceTag({ customer, glanceUrl, webServer, groupId }: Surroundings): string {
    const visitor = customer && {
        visitorid: customer.visitorId,
        name: `${customer.firstName} ${customer.lastName}`,
        email: customer.email,
        phone: customer.phone
    };
    const json = JSON.stringify(visitor ?? {}).replaceAll('<', '\\u003c');
    const src = `${glanceUrl}/cobrowse/CobrowseJS.ashx?group=${groupId}&site=production`;
    return `<script>
            window.GLANCE_COBROWSE = Object.assign(${json}, { Custom: window.fernbrook.custom });
        </script>
        <script id="glance-cobrowse" src="${escapeHtml(src)}" data-groupid="${groupId}"
            data-site="production" data-presence="on" data-ws="${escapeHtml(webServer)}"
            data-cookietype="ls" charset="UTF-8" defer></script>`;
}

function menu(path: string): string {
    return MENU.map(([href, label]) => {
        const isHere = href === '/' ? path === '/' : path.startsWith(href);
        return `<a href="${href}"${isHere ? ' aria-current="page"' : ''}>${label}</a>`;
    }).join('');
}

function account(customer: Customer | undefined): string {
    return customer
        ? `<form class="account" method="post" action="/logout">
                <span>${escapeHtml(`${customer.firstName} ${customer.lastName}`)}</span>
                <button class="quiet">Log out</button>
            </form>`
        : `<div class="account"><a class="button" href="/login">Log in</a></div>`;
}
