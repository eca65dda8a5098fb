import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Problem } from '../problem.ts';
import type { LineWriter } from './line-writer.ts';
import { createLog } from './log.ts';
import type { Metrics } from './metrics.ts';

/** A login key that is about to be issued, without the key. */
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
    /** Writes the line. @throws {Problem} `audit-unavailable` when that fails: then the key must not leave. */
    issued(key: IssuedKey): void;
    /** Whether lines can be written; after a failure it tries with a line that says so. */
    isAvailable(): boolean;
}

/** An audit that writes a line for each key, whatever the log level, before it returns. */
export function auditTo(
    lines: LineWriter,
    { log, metrics }: { log: Logger; metrics: Metrics }
): Audit {
    const audit = createLog('info', lines);
    let failures = 0;

    /** Whether a line was written. The first failure and the end of a row of them are told. */
    const attempt = (write: () => void): boolean => {
        try {
            if (failures > 0) audit.warn({ failures }, 'the audit can be written again');
            failures = 0;
            write();
            return true;
        } catch (error) {
            failures += 1;
            metrics.auditFailed();
            if (failures === 1) {
                const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
                log.fatal({ reason }, 'the audit cannot be written: no keys are issued');
                lines.complain?.(`The audit cannot be written (${reason}): no keys are issued.`);
            }
            return false;
        }
    };
    return {
        issued({ request, groupId, partnerUserId, expiration, caller }) {
            const isWritten = attempt(() =>
                audit.info({
                    audit: 'login-key-issued',
                    reqId: request.id,
                    caller,
                    groupId,
                    partnerUserId,
                    expiration,
                    address: request.address
                })
            );
            if (!isWritten) throw new Problem('audit-unavailable');
            metrics.issued(groupId);
        },
        isAvailable: () => failures === 0 || attempt(() => undefined)
    };
}
