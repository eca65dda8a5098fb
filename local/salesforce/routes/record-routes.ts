import type { FastifyInstance } from 'fastify';
import type { Org } from '../org/org.ts';
import { getRecord, listRecords, UiApiError, updateRecord } from '../org/record-api.ts';

const RECORD = '/services/data/v66.0/ui-api/records/:recordId';

/**
 * The User Interface API's records, as far as pages use them. As with Lightning's own requests the HTTP status is 200 also
 * for a refusal: `{state: 'SUCCESS', returnValue}` or `{state: 'ERROR', error: {status, statusText, body}}`.
 */
export async function recordRoutes(
    app: FastifyInstance,
    { org }: { readonly org: Org }
): Promise<void> {
    app.get<{
        Params: { recordId: string };
        Querystring: { fields?: string; optionalFields?: string };
    }>(RECORD, async (request) =>
        answer(() =>
            getRecord(
                org,
                request.params.recordId,
                listOf(request.query.fields),
                listOf(request.query.optionalFields)
            )
        )
    );
    app.patch<{
        Params: { recordId: string };
        Body: { fields: Record<string, string | number | boolean | null> };
    }>(RECORD, async (request) =>
        answer(() => updateRecord(org, request.params.recordId, request.body.fields))
    );
    app.get<{ Params: { objectApiName: string } }>(
        '/services/data/v66.0/ui-api/list-records/:objectApiName',
        async (request) => answer(() => listRecords(org, request.params.objectApiName))
    );
}

function answer(produce: () => unknown) {
    try {
        return { state: 'SUCCESS', returnValue: produce() };
    } catch (thrown) {
        if (!(thrown instanceof UiApiError)) {
            throw thrown;
        }
        const statusText = thrown.status === 404 ? 'Not Found' : 'Bad Request';
        return { state: 'ERROR', error: { status: thrown.status, statusText, body: thrown.body } };
    }
}

function listOf(names: string | undefined): string[] {
    return names === undefined || names === '' ? [] : names.split(',');
}
