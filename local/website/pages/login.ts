import { escapeHtml } from '../../glance/html.ts';
import type { Customer } from '../../people.ts';
import type { PageFrame } from '../layout.ts';

export function loginPage(customers: readonly Customer[], next: string): PageFrame {
    const choices = customers.map(
        ({ visitorId, firstName, lastName, email }) =>
            `<button class="person" name="visitorid" value="${escapeHtml(visitorId)}">
                <span class="initials" aria-hidden="true">${escapeHtml(firstName.charAt(0) + lastName.charAt(0))}</span>
                <span><strong>${escapeHtml(`${firstName} ${lastName}`)}</strong><small>${escapeHtml(email)}</small></span>
            </button>`
    );
    return {
        title: 'Log in',
        body: `<section class="narrow">
            <h1>Log in</h1>
            <p class="lead">This is a demo: choose who you are. No password.</p>
            <form class="panel list" method="post" action="/login">
                <input type="hidden" name="next" value="${escapeHtml(next)}">
                ${choices.join('')}
            </form>
        </section>`
    };
}
