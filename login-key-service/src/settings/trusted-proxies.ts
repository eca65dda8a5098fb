import { isIP } from 'node:net';
import type { Checks, Source } from './checks.ts';

const RANGES = ['loopback', 'linklocal', 'uniquelocal'];

/** Reads `TRUSTED_PROXIES`: addresses and networks of the proxies whose `X-Forwarded-For` is believed. */
export function trustedProxies(checks: Checks, source: Source): string[] {
    const name = 'TRUSTED_PROXIES';
    const proxies = checks.list(source, name);
    if (!proxies.every((proxy) => RANGES.includes(proxy) || isNetwork(proxy))) {
        checks.wrong(
            name,
            `must hold addresses, networks such as 10.0.0.0/8, or ${RANGES.join(', ')}.`
        );
    }
    return proxies;
}

function isNetwork(text: string): boolean {
    const [address = '', bits, ...rest] = text.split('/');
    const version = isIP(address);
    if (version === 0 || rest.length > 0) return false;
    return (
        bits === undefined ||
        (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (version === 4 ? 32 : 128))
    );
}
