import type { FastifyInstance } from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Authenticate, Caller } from '../callers/authenticate.ts';
import { createLoginKey, expirationAfter } from '../login-key.ts';
import type { Audit } from '../operations/audit.ts';
import type { Tracing } from '../operations/tracing.ts';
import type { LimitSettings } from '../settings/settings.ts';
import { networkOf } from './addresses.ts';
import { parseFields, rawQuery, requireWellFormed } from './fields.ts';
import { namesAKeyTwice } from './json.ts';
import { PROBLEMS, Problem, type ProblemCode } from '../problem.ts';
import type { RateLimitFactory } from './rate-limits.ts';
import { IssuedLoginKey, ProblemDetails, RequestFields } from './schemas.ts';

declare module 'fastify' {
    interface FastifyRequest {
        /** Who is asking; null until that is proven. */
        caller: Caller | null;
        /** For whom a key is asked; empty until that is known. */
        partnerUserId: string;
        /** The client's address, as limits and logs know it. */
        readonly address: string;
    }
}

const BODY_LIMIT = 8192;

/** `POST /loginkey`, as Glance's plugins call it. */
export function loginKeyRoute(
    parent: FastifyInstance,
    {
        authenticate,
        audit,
        limits,
        rateLimit,
        tracing
    }: {
        authenticate: Authenticate;
        audit: Audit;
        limits: LimitSettings;
        rateLimit: RateLimitFactory;
        tracing: Pick<Tracing, 'part'>;
    }
): void {
    const app = parent.withTypeProvider<TypeBoxTypeProvider>();
    const failureLimit = rateLimit(
        limits.perAddress,
        (request) => `failures ${networkOf(request.address)}`
    );
    const callerLimit = rateLimit(
        limits.perCaller,
        (request) => `caller ${callerOf(request).name}`
    );
    const partnerUserLimit = rateLimit(
        limits.perPartnerUser,
        (request) => `puid ${callerOf(request).group.groupId}/${request.partnerUserId}`
    );

    app.decorateRequest('caller', null);
    app.decorateRequest('partnerUserId', '');
    app.removeContentTypeParser('text/plain');
    app.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string', bodyLimit: BODY_LIMIT },
        async (_request: unknown, body: string | Buffer) => parseFields(String(body))
    );

    const parseJson = app.getDefaultJsonParser('error', 'error');
    app.removeContentTypeParser('application/json');
    app.addContentTypeParser<string>(
        'application/json',
        { parseAs: 'string', bodyLimit: BODY_LIMIT },
        (request, body, done) => {
            if (namesAKeyTwice(body))
                done(new Problem('malformed-request', { reason: 'key-twice' }));
            else parseJson(request, body, done);
        }
    );

    app.post('/loginkey', {
        bodyLimit: BODY_LIMIT,
        schema: {
            operationId: 'issueLoginKey',
            summary: 'Issues a Glance login key to a caller who has proven who they are.',
            security: [{ token: [] }],
            consumes: ['application/x-www-form-urlencoded', 'application/json'],
            querystring: RequestFields,
            body: RequestFields,
            response: {
                200: IssuedLoginKey,
                ...problemResponses([
                    'malformed-request',
                    'unauthenticated',
                    'partner-user-id-not-allowed',
                    'request-timeout',
                    'body-too-large',
                    'unsupported-media-type',
                    'too-many-requests',
                    'overloaded'
                ])
            }
        },
        onRequest: async (request) => {
            request.caller = await tracing
                .part(request, 'authenticate', () => authenticate(request.headers.authorization))
                .catch(async (error: unknown) => {
                    // Counted apart from what good credentials do: strangers lock out strangers only.
                    if (error instanceof Problem && error.code === 'unauthenticated')
                        await failureLimit(request);
                    throw error;
                });
            await callerLimit(request);
            requireWellFormed(rawQuery(request.url));
        },
        preValidation: async (request) => {
            request.body ??= {};
        },
        handler: async (request, reply) => {
            const caller = callerOf(request);
            const { group } = caller;
            requireGroup(group.groupId, request.query.groupid, request.body.groupid);
            request.partnerUserId = partnerUserIdFor(
                caller,
                request.query.partneruserid,
                request.body.partneruserid
            );
            await partnerUserLimit(request);

            const { partnerUserId } = request;
            const expiration = expirationAfter(group.lifetime);
            const loginKey = createLoginKey({
                groupId: group.groupId,
                partnerUserId,
                apiKey: group.apiKey,
                expiration
            });
            audit.issued({
                request,
                groupId: group.groupId,
                partnerUserId,
                expiration,
                caller: caller.name
            });
            return reply.header('Cache-Control', 'no-store').send({
                loginKey,
                groupId: group.groupId,
                expiration,
                expiresIn: group.lifetime
            });
        }
    });
}

function callerOf({ caller }: { caller: Caller | null }): Caller {
    if (caller === null) throw new Problem('unauthenticated');
    return caller;
}

/** The id to sign for: the one the credential names, else the one asked for. All that are given must agree. */
function partnerUserIdFor(caller: Caller, ...asked: readonly (string | undefined)[]): string {
    const given = asked.filter((id) => id !== undefined);
    if (caller.partnerUserId !== undefined) {
        if (given.some((id) => id !== caller.partnerUserId))
            throw new Problem('partner-user-id-not-allowed', { reason: 'claim-differs' });
        return caller.partnerUserId;
    }
    const [id, ...others] = given;
    if (id === undefined) throw new Problem('malformed-request', { reason: 'no-partner-user-id' });
    if (others.some((other) => other !== id))
        throw new Problem('malformed-request', { reason: 'several-partner-user-ids' });
    return id;
}

function requireGroup(groupId: number, ...asked: readonly (string | number | undefined)[]): void {
    if (asked.some((id) => id !== undefined && Number(id) !== groupId))
        throw new Problem('group-not-allowed');
}

function problemResponses(codes: readonly ProblemCode[]) {
    return Object.fromEntries(
        codes.map((code) => [
            PROBLEMS[code].status,
            {
                description: PROBLEMS[code].title,
                content: { 'application/problem+json': { schema: ProblemDetails } }
            }
        ])
    );
}
