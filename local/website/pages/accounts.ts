import { escapeHtml } from '../../glance/html.ts';
import type { Customer } from '../../people.ts';
import { accounts, money, type Account } from '../accounts.ts';
import type { PageFrame } from '../layout.ts';

export function accountsPage(customer: Customer): PageFrame {
    const total = accounts.reduce((sum, { balance }) => sum + balance, 0);
    const rows = accounts.map(
        ({ id, name, number, balance }) => `<a class="account-row" href="/accounts/${id}">
            <span><strong>${name}</strong><small>${number}</small></span>
            <span class="amount">${money(balance)}</span>
        </a>`
    );
    return {
        title: 'Accounts',
        body: `<section class="wide">
            <h1>Good to see you, ${escapeHtml(customer.firstName)}</h1>
            <p class="lead">Across your accounts you have <strong>${money(total)}</strong>.</p>
            <div class="panel list">${rows.join('')}</div>
            <p class="aside">Planning something bigger? <a href="/apply">Apply for a loan</a> in five minutes.</p>
        </section>`
    };
}

export function accountPage({ name, number, balance, transactions }: Account): PageFrame {
    const rows = transactions.map(
        ({ date, what, amount }) =>
            `<tr><td>${date}</td><td>${escapeHtml(what)}</td><td class="amount">${money(amount)}</td></tr>`
    );
    return {
        title: name,
        body: `<section class="wide">
            <p><a href="/accounts">← All accounts</a></p>
            <h1>${name}</h1>
            <p class="lead">${number} · balance <strong id="balance">${money(balance)}</strong></p>
            <div class="panel"><table>
                <thead><tr><th scope="col">Date</th><th scope="col">Description</th><th scope="col" class="amount">Amount</th></tr></thead>
                <tbody>${rows.join('')}</tbody>
            </table></div>
        </section>`
    };
}
