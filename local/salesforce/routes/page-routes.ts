import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { contactIds } from '../records.ts';

const HTML = new URL('../page/index.html', import.meta.url);
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#0d9dda" d="M7 18a5 5 0 0 1-.6-9.9 6 6 0 0 1 10.9-1A5.5 5.5 0 0 1 17 18z"/></svg>`;

/** Every page of the app is one document; what it shows depends on its address. */
export async function pageRoutes(
    app: FastifyInstance,
    options: { readonly contentSecurityPolicy: () => string }
): Promise<void> {
    const html = await readFile(HTML, 'utf8');
    for (const path of ['/lightning/*', '/stage/button', '/stage/builder', '/stage/flow']) {
        app.get(path, (_request, reply) =>
            reply
                .type('text/html; charset=utf-8')
                .header('Content-Security-Policy', options.contentSecurityPolicy())
                .header('Cache-Control', 'no-store')
                .send(html)
        );
    }
    app.get('/', (_request, reply) => reply.redirect(`/lightning/r/Contact/${contactIds[0]}/view`));
    app.get('/favicon.ico', (_request, reply) => reply.type('image/svg+xml').send(ICON));
}
