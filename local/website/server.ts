import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import formbody from '@fastify/formbody';
import fastifyStatic from '@fastify/static';
import { fileURLToPath } from 'node:url';
import { customers, type Customer } from '../people.ts';
import { layout, type PageFrame } from './layout.ts';
import { accountPage, accountsPage } from './pages/accounts.ts';
import { applyPage, thanksPage } from './pages/apply.ts';
import { helpPage } from './pages/help.ts';
import { homePage, loansPage } from './pages/home.ts';
import { loginPage } from './pages/login.ts';
import { findAccount } from './accounts.ts';

/** Cookies do not keep ports apart, so the name must be the website's own. */
const COOKIE = 'fernbrook_customer';

export interface WebsiteOptions {
    /** 0 takes any free port. */
    readonly port: number;
    /** Where the cobrowse script comes from, e.g. `http://localhost:4300` or `https://www.glancecdn.net`. */
    readonly glanceUrl: string;
    /** Host of Glance's web server, e.g. `localhost:4300` or `www.glance.net`. */
    readonly webServer: string;
    readonly groupId: number;
}

export interface Website {
    readonly url: string;
    close(): Promise<void>;
}

/**
 * Starts the customer's website, a small bank, on loopback only.
 * @throws a `listen` error (code `EADDRINUSE`) when the port is taken.
 */
export async function startWebsite({
    port,
    glanceUrl,
    webServer,
    groupId
}: WebsiteOptions): Promise<Website> {
    const app = fastify({ forceCloseConnections: true });
    await app.register(formbody);
    await app.register(fastifyStatic, {
        root: fileURLToPath(new URL('./assets/', import.meta.url)),
        prefix: '/assets/',
        cacheControl: false
    });
    const show = (request: FastifyRequest, reply: FastifyReply, frame: PageFrame): FastifyReply => {
        const html = layout(frame, {
            customer: customerOf(request),
            path: request.url.split('?')[0] ?? '/',
            glanceUrl,
            webServer,
            groupId
        });
        return reply
            .type('text/html; charset=utf-8')
            .header('cache-control', 'no-store')
            .send(html);
    };

    app.get('/healthz', () => ({ status: 'ok' }));
    app.get('/', (request, reply) => show(request, reply, homePage(customerOf(request))));
    app.get('/loans', (request, reply) => show(request, reply, loansPage()));
    app.get('/help', (request, reply) => show(request, reply, helpPage()));
    app.get('/apply', (request, reply) => show(request, reply, applyPage(customerOf(request))));
    app.post('/apply', (_request, reply) => reply.redirect('/apply/thanks', 303));
    app.get('/apply/thanks', (request, reply) => show(request, reply, thanksPage()));

    app.get('/accounts', (request, reply) => {
        const customer = customerOf(request);
        return customer
            ? show(request, reply, accountsPage(customer))
            : reply.redirect('/login?next=/accounts');
    });
    app.get<{ Params: { id: string } }>('/accounts/:id', (request, reply) => {
        const account = findAccount(request.params.id);
        if (!customerOf(request)) {
            return reply.redirect('/login?next=/accounts');
        }
        return account ? show(request, reply, accountPage(account)) : reply.callNotFound();
    });

    app.get<{ Querystring: { next?: string } }>('/login', (request, reply) =>
        show(request, reply, loginPage(customers, localPath(request.query.next)))
    );
    app.post<{ Body: { visitorid?: string; next?: string } | null }>('/login', (request, reply) => {
        const customer = findCustomer(request.body?.visitorid);
        if (!customer) {
            return reply.redirect('/login', 303);
        }
        return reply
            .header('set-cookie', `${COOKIE}=${customer.visitorId}; Path=/; HttpOnly; SameSite=Lax`)
            .redirect(localPath(request.body?.next), 303);
    });
    app.post('/logout', (_request, reply) =>
        reply
            .header('set-cookie', `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`)
            .redirect('/', 303)
    );

    app.setNotFoundHandler((request, reply) =>
        show(request, reply.code(404), {
            title: 'Page not found',
            body: `<section class="narrow"><h1>We can’t find that page</h1>
                <p><a href="/">Back to the start</a></p></section>`
        })
    );

    await app.listen({ port, host: '127.0.0.1' });
    const address = app.server.address() as { port: number };
    return { url: `http://localhost:${address.port}`, close: () => app.close() };
}

function customerOf(request: FastifyRequest): Customer | undefined {
    const cookies = (request.headers.cookie ?? '').split(/;\s*/);
    const value = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`));
    return findCustomer(value?.slice(COOKIE.length + 1));
}

function findCustomer(visitorId: string | undefined): Customer | undefined {
    return customers.find((customer) => customer.visitorId === visitorId);
}

/** Only paths of this website, never another's address. */
function localPath(path: string | undefined): string {
    return path !== undefined && /^\/(?![/\\])/.test(path) ? path : '/accounts';
}
