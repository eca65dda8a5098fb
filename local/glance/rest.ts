import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requireToken, type AgentClaims } from './agent-token.ts';
import { readVisitorMessage, sendToVisitor } from './delivery.ts';
import { directServer } from './hosts.ts';
import { Refusal } from './http-errors.ts';
import { findGroup } from './options.ts';
import type { PresenceRecord } from './presence-hub.ts';
import { isLoadBalanced, type GlanceService } from './service.ts';
import { issueToken } from './tokens.ts';
import { count } from './traffic.ts';
import type { DirectServer, UniqueVisitor } from './wire.ts';

interface VisitorQuery {
    readonly groupid?: string;
    readonly visitorid?: string;
}

type VisitorRequest = FastifyRequest<{ Querystring: VisitorQuery }>;

/** What an id that the server made up is good for, in seconds. Source: default of Glance's scripts. */
const UNIQUE_SECONDS = 300;

/** The scripts extend an id by connecting again with its token, so the token must outlive many extensions. */
const GUEST_TOKEN_MS = 24 * 60 * 60 * 1000;

const FOR_AGENTS = { config: { role: 'presence', cors: 'agents' } } as const;
const FOR_VISITORS = { config: { role: 'presence', cors: 'anybody' } } as const;

/** REST of the presence service. Source: Glance's scripts for what they read; its documentation for the rest. */
export function restRoutes(app: FastifyInstance, service: GlanceService): void {
    app.get('/lookupvisitor', FOR_AGENTS, async (request: VisitorRequest) => {
        service.traffic.lookups += 1;
        count(service.traffic.lookupsByVisitor, request.query.visitorid ?? '');
        const { groupId, visitorId } = await mayLookUp(service, request);
        const server = serverFor(service, request);
        const record = service.presence.lookup(groupId, visitorId);
        if (record) {
            return { ...record.data, ...describe(record, groupId, visitorId), ...server };
        }
        return service.switchboard.get().emptyAbsentVisitor
            ? {}
            : { groupid: String(groupId), ...server };
    });

    app.get('/findvisitor', FOR_AGENTS, async (request: VisitorRequest) => {
        service.traffic.finds += 1;
        const { groupId, visitorId } = await mayLookUp(service, request);
        const visitorfound = service.presence.canReceive(groupId, visitorId);
        return { ...serverFor(service, request), visitorfound };
    });

    // What it lists in life isn't known: here, the visitors of the group who are present.
    app.get('/query', FOR_AGENTS, async (request: VisitorRequest) => {
        const { groupId } = await mayLookUp(service, request);
        const present = service.presence
            .overview()
            .filter((each) => each.groupId === groupId && each.pages > 0);
        return {
            visitors: present.map(({ visitorId }) => ({ visitorid: visitorId })),
            ...serverFor(service, request)
        };
    });

    app.post<{ Querystring: VisitorQuery; Body: unknown }>(
        '/signalvisitor',
        { config: { role: 'direct', cors: 'agents' } },
        async (request) => {
            failIfTold(service);
            const { groupid, visitorid = '' } = request.query;
            const claims = await requireToken(service, request.headers.authorization, groupid);
            const message = readVisitorMessage(request.body);
            if (!message) {
                throw new Refusal(400, 'The message is neither an invocation nor a signal.');
            }
            if (service.switchboard.get().refuseInvokes) {
                throw new Refusal(403, 'authorization');
            }
            if (!sendToVisitor(service, claims, visitorid, message)) {
                throw new Refusal(404, 'visitornotpresent');
            }
            return {};
        }
    );

    // Carries no presence data: it only says where to connect.
    app.post('/presence', FOR_VISITORS, async (request: VisitorRequest) => {
        failIfTold(service);
        groupOf(service, request);
        return serverFor(service, request);
    });

    app.get('/uniquevisitor', FOR_VISITORS, async (request: VisitorRequest) => {
        failIfTold(service);
        const group = groupOf(service, request);
        const uniqueid = String(service.nextUniqueId());
        const visitorid = `UNQ-${uniqueid}`;
        const guesttoken = await issueToken(
            group,
            'guest',
            { visitorid },
            GUEST_TOKEN_MS,
            service.clock.now()
        );
        const server = serverFor(service, request);
        return {
            visitorid,
            uniqueid,
            guesttoken,
            timeout: UNIQUE_SECONDS,
            ...server
        } satisfies UniqueVisitor;
    });
}

function failIfTold(service: GlanceService): void {
    const { presenceStatus } = service.switchboard.get();
    if (presenceStatus !== null) {
        throw new Refusal(presenceStatus, 'The stand-in was told to answer so.');
    }
}

async function mayLookUp(
    service: GlanceService,
    request: VisitorRequest
): Promise<AgentClaims & { visitorId: string }> {
    failIfTold(service);
    const { groupid, visitorid = '' } = request.query;
    const claims = await requireToken(service, request.headers.authorization, groupid);
    if (service.switchboard.get().refuseLookups) {
        throw new Refusal(403, 'authorization');
    }
    return { ...claims, visitorId: visitorid };
}

function groupOf(service: GlanceService, { query }: VisitorRequest) {
    const group = findGroup(service.groups, query.groupid);
    if (!group) {
        throw new Refusal(404, 'There is no such group.');
    }
    return group;
}

/** Load-balanced groups have one host for all, which the settings have named. */
function serverFor(
    service: GlanceService,
    { query, host }: VisitorRequest
): DirectServer | Record<string, never> {
    return isLoadBalanced(service, Number(query.groupid)) ? {} : directServer(host);
}

function describe(record: PresenceRecord, groupId: number, visitorId: string) {
    return {
        visitorpresent: timestamp(record.connectedAt),
        timestamp: timestamp(record.postedAt || record.connectedAt),
        visitorid: visitorId,
        groupid: String(groupId)
    };
}

/** Seconds, as text with one decimal: the form of the documented example. */
function timestamp(ms: number): string {
    return (ms / 1000).toFixed(1);
}
