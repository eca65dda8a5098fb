import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

const RANGES: Readonly<Record<string, readonly string[]>> = {
    loopback: ['127.0.0.0/8', '::1/128'],
    linklocal: ['169.254.0.0/16', 'fe80::/10'],
    uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']
};

/** Whether an address, written in any way that proxies write it, is in one of these networks or ranges. */
export function isIn(networks: readonly string[]): (address: string | undefined) => boolean {
    const list = new BlockList();
    for (const network of networks.flatMap((name) => RANGES[name] ?? [name])) {
        const [address = '', bits] = network.split('/');
        const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
        if (bits === undefined) list.addAddress(address, family);
        else list.addSubnet(address, Number(bits), family);
    }
    return (written) => {
        const address = plainAddress(written);
        return address !== undefined && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
    };
}

/**
 * An address without the port, brackets and zone that some proxies add; IPv4 written as IPv6 is IPv4.
 * Undefined when it is no address.
 */
export function plainAddress(written: string | undefined): string | undefined {
    const text = written?.trim() ?? '';
    const bare = /^\[(.+)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
    const address = bare.replace(/%.*$/, '');
    if (isIP(address) === 4) return address;
    if (isIP(address) === 0) return undefined;
    const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
    const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(canonical) ?? [];
    if (high === undefined || low === undefined) return canonical;
    return [high, low]
        .map((part) => Number.parseInt(part, 16))
        .flatMap((part) => [part >> 8, part & 255])
        .join('.');
}

/** What an address counts as in limits: itself, or its /64 for IPv6, of which each customer has a whole one. */
export function networkOf(address: string): string {
    if (isIP(address) !== 6) return address;
    const [head = '', tail] = address.split('::');
    const first = head === '' ? [] : head.split(':');
    const last = tail ? tail.split(':') : [];
    const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
    const groups = [...first, ...Array<string>(zeros).fill('0'), ...last];
    return `${groups.slice(0, 4).join(':')}::/64`;
}

/** The client's address: the one that trusted proxies name, else the one the connection comes from. */
export function clientAddress(request: Pick<FastifyRequest, 'ip' | 'socket'>): string {
    return plainAddress(request.ip) ?? plainAddress(request.socket.remoteAddress) ?? 'unknown';
}
