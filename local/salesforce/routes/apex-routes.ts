import type { FastifyInstance } from 'fastify';
import { AuraHandledException } from '../apex/aura-handled-exception.ts';

type ApexClass = Readonly<Record<string, unknown>> | object;

/**
 * `POST /apex/<Class>/<method>` with the parameters as JSON. As with Lightning's own requests the HTTP status is 200 also
 * when Apex throws: `{state: 'SUCCESS', returnValue}` or `{state: 'ERROR', error: {status, statusText, body}}`.
 */
export async function apexRoutes(
    app: FastifyInstance,
    { classes }: { readonly classes: Readonly<Record<string, ApexClass>> }
): Promise<void> {
    app.post<{ Params: { className: string; method: string } }>(
        '/apex/:className/:method',
        async (request) => {
            const { className, method } = request.params;
            const apexClass = classes[className] as Record<string, unknown> | undefined;
            const call = apexClass?.[method];
            if (typeof call !== 'function' || method in Object.prototype) {
                return error(404, 'Not Found', {
                    message: `There is no Apex method ${className}.${method}.`
                });
            }
            try {
                const result: unknown = await call.call(apexClass, request.body ?? {});
                return { state: 'SUCCESS', returnValue: withoutNulls(result) ?? null };
            } catch (thrown) {
                if (thrown instanceof AuraHandledException) {
                    return error(500, 'Server Error', thrown.body);
                }
                // As Salesforce does it: what an unhandled exception says stays on the server.
                request.log.error(thrown);
                return error(500, 'Server Error', {
                    message: 'An internal server error has occurred'
                });
            }
        }
    );
}

function error(status: number, statusText: string, body: object) {
    return { state: 'ERROR', error: { status, statusText, body } };
}

/** Salesforce leaves out what is null in an object that Apex returns. */
export function withoutNulls(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withoutNulls);
    }
    if (typeof value !== 'object' || value === null) {
        return value;
    }
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, item]) => item !== null && item !== undefined)
            .map(([name, item]) => [name, withoutNulls(item)])
    );
}
