import type { Customer } from '../../people.ts';
import type { PageFrame } from '../layout.ts';

const PRODUCTS = [
    [
        'Everyday checking',
        'No monthly fee, no smallest balance, and a card that works everywhere.',
        '/accounts',
        'See accounts'
    ],
    [
        'Home loans',
        'From 4.9 % fixed for ten years. We answer within two working days.',
        '/loans',
        'See loans'
    ],
    [
        'Rainy day savings',
        'Put away a little each month. You can get at it whenever you need it.',
        '/accounts',
        'Start saving'
    ]
] as const;

export function homePage(customer: Customer | undefined): PageFrame {
    const cards = PRODUCTS.map(
        ([title, text, href, label]) =>
            `<article class="panel card"><h2>${title}</h2><p>${text}</p><a href="${href}">${label} →</a></article>`
    );
    return {
        title: 'Home',
        body: `<section class="hero">
            <div>
                <h1>A bank that grows with you</h1>
                <p class="lead">Plain accounts, fair loans, and people who pick up the phone.</p>
                <p>${
                    customer
                        ? '<a class="button" href="/accounts">Go to my accounts</a>'
                        : '<a class="button" href="/login">Log in</a>'
                } <a class="button ghost" href="/apply">Apply for a loan</a></p>
            </div>
            <img src="/assets/fern.svg" alt="" width="320" height="260">
        </section>
        <section class="wide cards" aria-label="Products">${cards.join('')}</section>`
    };
}

const LOANS = [
    ['Home loan', '4.9 %', 'up to 30 years', '$50,000 – $900,000'],
    ['Car loan', '6.2 %', 'up to 6 years', '$5,000 – $60,000'],
    ['Personal loan', '8.4 %', 'up to 5 years', '$1,000 – $25,000']
] as const;

export function loansPage(): PageFrame {
    const rows = LOANS.map(
        ([name, rate, term, amount]) =>
            `<tr><th scope="row">${name}</th><td>${rate}</td><td>${term}</td><td>${amount}</td></tr>`
    );
    return {
        title: 'Loans',
        body: `<section class="wide">
            <h1>Loans</h1>
            <p class="lead">One rate, shown up front. Paying back early costs nothing.</p>
            <div class="panel"><table id="rates">
                <thead><tr><th scope="col">Loan</th><th scope="col">Rate a year</th><th scope="col">Term</th><th scope="col">Amount</th></tr></thead>
                <tbody>${rows.join('')}</tbody>
            </table></div>
            <p><a class="button" href="/apply">Apply for a loan</a></p>
        </section>`
    };
}
