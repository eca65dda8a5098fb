import type { Logger } from 'pino';
import type { GroupSettings } from '../settings/settings.ts';
import type { Metrics } from './metrics.ts';

const DAY = 86_400_000;
const WARN_AHEAD = 30 * DAY;

/**
 * Tells when the issuers' certificates expire: in a metric, and from thirty days ahead in the log, now and every day.
 * An expired one is still trusted: a signature by its key is as genuine as before, and agents are not locked out overnight.
 */
export function warnOfExpiry(
    groups: readonly GroupSettings[],
    { log, metrics }: { log: Logger; metrics: Metrics }
): { close(): void } {
    const warn = () => {
        for (const { groupId, jwt } of groups) {
            for (const expires of expiriesOf(jwt)) {
                const left = expires.getTime() - Date.now();
                const line = { groupId, expires: expires.toISOString() };
                if (left <= 0) log.error(line, 'a certificate of JWT_PUBLIC_KEY has expired');
                else if (left <= WARN_AHEAD)
                    log.warn(line, 'a certificate of JWT_PUBLIC_KEY expires soon');
            }
        }
    };
    metrics.certificatesExpire(
        groups.flatMap(({ groupId, jwt }) => {
            const [first] = expiriesOf(jwt).toSorted((one, other) => Number(one) - Number(other));
            return first === undefined ? [] : [{ groupId, seconds: first.getTime() / 1000 }];
        })
    );
    warn();
    const timer = setInterval(warn, DAY).unref();
    return { close: () => clearInterval(timer) };
}

function expiriesOf(jwt: GroupSettings['jwt']): readonly Date[] {
    if (jwt?.keys.from !== 'pem') return [];
    return jwt.keys.publicKeys.flatMap(({ expires }) => (expires ? [expires] : []));
}
