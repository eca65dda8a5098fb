import { escapeHtml } from '../../glance/html.ts';
import type { Customer } from '../../people.ts';
import type { PageFrame } from '../layout.ts';

export function applyPage(customer: Customer | undefined): PageFrame {
    const name = customer ? `${customer.firstName} ${customer.lastName}` : '';
    return {
        title: 'Loan application',
        body: `<section class="narrow">
            <h1>Apply for a loan</h1>
            <p class="lead">Takes about five minutes. Nothing is binding yet.</p>
            <form class="panel fields" method="post" action="/apply">
                ${field('name', 'Full name', `value="${escapeHtml(name)}" autocomplete="name"`)}
                ${field('email', 'E-mail', `type="email" value="${escapeHtml(customer?.email ?? '')}"`)}
                <div class="field"><label for="loan">Loan</label>
                    <select id="loan" name="loan"><option>Home loan</option><option>Car loan</option><option>Personal loan</option></select></div>
                ${field('amount', 'Amount in dollars', 'inputmode="numeric" placeholder="25,000"')}
                ${field('income', 'Yearly income before tax', 'inputmode="numeric"')}
                ${field('ssn', 'Social security number', 'type="password" autocomplete="off"')}
                <label class="check"><input type="checkbox" name="agree" required> The details are true as far as I know.</label>
                <button class="button">Send application</button>
            </form>
        </section>`
    };
}

export function thanksPage(): PageFrame {
    return {
        title: 'Thank you',
        body: `<section class="narrow">
            <h1>Thank you</h1>
            <p class="lead">On a real site your application would now be on its way. This one has thrown it away.</p>
            <p><a class="button" href="/">Back to the start</a></p>
        </section>`
    };
}

function field(id: string, label: string, attributes: string): string {
    return `<div class="field"><label for="${id}">${label}</label><input id="${id}" name="${id}" ${attributes}></div>`;
}
