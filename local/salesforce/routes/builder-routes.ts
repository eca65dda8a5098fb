import type { FastifyInstance } from 'fastify';
import type { FlexiPage, PlacedComponent } from '../page/org-context.ts';
import type { UtilityItem } from '../page/utilities.ts';

interface Options {
    /** The org's Lightning pages; saving replaces one. */
    readonly pages: FlexiPage[];
    /** The apps' utilities; saving replaces one. */
    readonly utilities: UtilityItem[];
}

/** Saves a component's properties on a page, or in the utility bar, for the App Builder panel. */
export async function builderRoutes(
    app: FastifyInstance,
    { pages, utilities }: Options
): Promise<void> {
    app.put<{
        Params: { page: string; position: string };
        Body: PlacedComponent['properties'];
    }>('/stage/pages/:page/components/:position', (request, reply) => {
        const index = Number(request.params.page);
        const position = Number(request.params.position);
        const page = pages[index];
        const placed = page?.components[position];
        if (page === undefined || placed === undefined) {
            return reply.code(404).send({ message: 'No such component.' });
        }
        pages[index] = {
            ...page,
            components: page.components.with(position, { ...placed, properties: request.body })
        };
        return { saved: true };
    });
    app.put<{ Params: { position: string }; Body: PlacedComponent['properties'] }>(
        '/stage/utilities/:position',
        (request, reply) => {
            const position = Number(request.params.position);
            const item = utilities[position];
            if (item === undefined) {
                return reply.code(404).send({ message: 'No such utility.' });
            }
            utilities[position] = { ...item, properties: request.body };
            return { saved: true };
        }
    );
}
