import type { FastifyInstance } from 'fastify';
import { isLoopback } from '../settings/loopback.ts';
import { Problem } from '../problem.ts';
import { isIn } from './addresses.ts';

/** Headers that proxies, tunnels and content delivery networks add. */
const FORWARDING =
    /^(forwarded|via|x-forwarded|x-real-ip|x-original-|x-client-ip|x-cluster-client-ip|x-envoy-|x-amzn-|x-amz-cf-|x-azure-|x-appengine-|x-arr-|x-proxy|x-request-start|true-client-ip|cf-|cdn-loop|fastly-|fly-|akamai-|ngrok-|tailscale-|client-ip|proxy-)/;

/**
 * Keeps development mode, in which nobody is asked who they are, to this machine: a request that came from elsewhere,
 * through a proxy, or by another name than localhost (as in DNS rebinding), is refused. A proxy on this machine that adds
 * no header and changes `Host` to localhost cannot be told from a program of this machine.
 */
export function guardDevelopmentMode(app: FastifyInstance): void {
    const isThisMachine = isIn(['loopback']);
    app.addHook('onRequest', (request, _reply, done) => {
        const reason = !isThisMachine(request.socket.remoteAddress)
            ? 'foreign-address'
            : !isLoopback(request.hostname)
              ? 'foreign-host'
              : Object.keys(request.headers).some((name) => FORWARDING.test(name))
                ? 'forwarded'
                : undefined;
        done(reason === undefined ? undefined : new Problem('not-from-this-machine', { reason }));
    });
}
