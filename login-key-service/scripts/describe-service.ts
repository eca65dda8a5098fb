import { fileURLToPath } from 'node:url';
import swagger from '@fastify/swagger';
import { buildApp } from '../src/app.ts';
import { openGroups } from '../src/groups.ts';
import { auditTo } from '../src/operations/audit.ts';
import { createLog } from '../src/operations/log.ts';
import { createMetrics } from '../src/operations/metrics.ts';
import { settingsFrom } from '../src/settings/settings-from.ts';

/** Where the description is kept. */
export const openApiFile = fileURLToPath(new URL('../openapi.json', import.meta.url));

/** The OpenAPI description of the service, made of the schemas that it checks requests with. */
export async function describeService(): Promise<object> {
    const settings = settingsFrom({
        GLANCE_GROUP_ID: '12345',
        GLANCE_API_KEY: 'none',
        BEARER_TOKENS: 'x'.repeat(32)
    });
    const nowhere = { write: () => undefined };
    const log = createLog('silent', nowhere);
    const metrics = createMetrics();
    const parts = {
        settings,
        groups: openGroups(settings, { log, metrics }),
        log,
        audit: auditTo(nowhere, { log, metrics }),
        metrics,
        redis: undefined,
        tracing: undefined,
        isDraining: () => false
    };
    const app = await buildApp(parts, async (instance) => {
        await instance.register(swagger, {
            openapi: {
                openapi: '3.1.0',
                info: {
                    title: 'Login key service',
                    version: '1.0.0',
                    description:
                        'Issues Glance login keys to agents who have proven who they are. Errors are RFC 9457 problem details.'
                },
                components: {
                    securitySchemes: {
                        token: {
                            type: 'http',
                            scheme: 'bearer',
                            description:
                                'A JWT that names the agent, or the shared token of a server.'
                        }
                    }
                }
            }
        });
    });
    await app.ready();
    const description = app.swagger() as {
        paths?: Record<string, { head?: unknown; post?: { requestBody?: { required?: boolean } } }>;
    };
    await app.close();
    parts.groups.close();
    // The fields may stand in the query instead of a body; the plugin takes every body for required.
    delete description.paths?.['/loginkey']?.post?.requestBody?.required;
    // HEAD is what GET is; an operation's id must be unique.
    for (const path of Object.values(description.paths ?? {})) delete path.head;
    return description;
}
