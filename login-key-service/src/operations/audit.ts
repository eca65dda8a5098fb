import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';

/** A login key that was issued, without the key. */
export interface IssuedKey {
    readonly request: FastifyRequest;
    readonly groupId: number;
    /** For whom. */
    readonly partnerUserId: string;
    /** Until when, in Unix seconds. */
    readonly expiration: number;
    /** Who asked. */
    readonly caller: string;
}

/** The record of who got a key for whom. */
export interface Audit {
    issued(key: IssuedKey): void;
}

/** An audit that writes a line for each key, whatever the log level. */
export function auditTo(log: Logger, metrics: Metrics): Audit {
    const lines = log.child({ audit: 'login-key-issued' }, { level: 'info' });
    return {
        issued({ request, groupId, partnerUserId, expiration, caller }) {
            metrics.issued(groupId);
            lines.info({
                reqId: request.id,
                caller,
                groupId,
                partnerUserId,
                expiration,
                address: request.ip
            });
        }
    };
}
