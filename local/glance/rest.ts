import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requireToken } from './authorization.ts';
import { Refusal } from './http-errors.ts';
import type { PresenceRecord } from './presence-hub.ts';
import type { GlanceService } from './service.ts';
import type { VisitorMessage } from './wire.ts';

interface VisitorQuery {
    readonly groupid?: string;
    readonly visitorid?: string;
}

type VisitorRequest = FastifyRequest<{ Querystring: VisitorQuery }>;

/** The Presence REST service: names, parameters and answers as Glance documents them. */
export function restRoutes(app: FastifyInstance, service: GlanceService): void {
    app.get('/lookupvisitor', async (request: VisitorRequest) => {
        const { groupId, visitorId } = await lookUp(service, request);
        const record = service.presence.lookup(groupId, visitorId);
        if (!record) {
            return {};
        }
        const server = describeServer(request);
        return { ...record.data, ...describeVisitor(record, groupId, visitorId), ...server };
    });

    app.get('/findvisitor', async (request: VisitorRequest) => {
        const { groupId, visitorId } = await lookUp(service, request);
        return service.presence.lookup(groupId, visitorId)
            ? { ...describeServer(request), visitorfound: true }
            : { visitorfound: false };
    });

    app.post<{ Querystring: VisitorQuery; Body: unknown }>('/signalvisitor', async (request) => {
        const { groupid, visitorid = '' } = request.query;
        const { groupId } = await requireToken(service, request.headers.authorization, groupid);
        const message = readMessage(request.body);
        service.traffic[message.mtype === 'invoke' ? 'invokes' : 'signals'] += 1;
        if (service.switchboard.get().refuseInvokes) {
            throw new Refusal(403, 'authorization');
        }
        if (!deliver(service, groupId, visitorid, message)) {
            throw new Refusal(404, 'visitornotpresent');
        }
        return {};
    });
}

async function lookUp(
    service: GlanceService,
    request: VisitorRequest
): Promise<{ groupId: number; visitorId: string }> {
    const { groupid, visitorid = '' } = request.query;
    const { groupId } = await requireToken(service, request.headers.authorization, groupid);
    service.traffic.lookups += 1;
    if (service.switchboard.get().refuseLookups) {
        throw new Refusal(403, 'authorization');
    }
    return { groupId, visitorId: visitorid };
}

function describeVisitor(record: PresenceRecord, groupId: number, visitorId: string) {
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

/** In life there are many presence servers, and this tells which one has the visitor. Here it is always this one. */
function describeServer({ host, hostname, port }: FastifyRequest) {
    return {
        direct: host,
        ds: `${host}/0`,
        directserver: hostname,
        tlsport: port,
        httpsport: port
    };
}

function readMessage(body: unknown): VisitorMessage {
    const { mtype, data } = (body ?? {}) as { mtype?: unknown; data?: { func?: unknown } };
    if (mtype === 'signal') {
        return { mtype, data };
    }
    if (mtype === 'invoke' && typeof data?.func === 'string') {
        return { mtype, data: { ...data, func: data.func } };
    }
    throw new Refusal(400, 'The message needs mtype "invoke" with data.func, or mtype "signal".');
}

function deliver(
    service: GlanceService,
    groupId: number,
    visitorId: string,
    message: VisitorMessage
): boolean {
    const { autoDecline, neverShowTerms } = service.switchboard.get();
    const asksForTerms =
        message.mtype === 'invoke' && message.data.func === 'GLANCE.Cobrowse.Visitor.showTerms';
    if (!asksForTerms || (!autoDecline && !neverShowTerms)) {
        return service.presence.deliver(groupId, visitorId, message);
    }
    if (autoDecline && !neverShowTerms) {
        service.presence.tellAgents(groupId, visitorId, { type: 'terms', status: 'displayed' });
        service.presence.tellAgents(groupId, visitorId, { type: 'terms', status: 'declined' });
    }
    return service.presence.lookup(groupId, visitorId) !== null;
}
