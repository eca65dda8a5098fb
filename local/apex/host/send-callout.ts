import type { PlainCallout, PlainReply } from './protocol.ts';

/**
 * Sends a callout over the network. Apex follows no redirect of a POST, and gets every status as it is.
 * @param addressOf where a host of the org's world is in the stage's, such as `http://localhost:4300` for `https://www.glance.net`;
 * the same URL where it's no other
 */
export async function sendCallout(
    callout: PlainCallout,
    addressOf: (url: URL) => URL
): Promise<PlainReply> {
    const hasBody = callout.method !== 'GET' && callout.method !== 'HEAD';
    try {
        const response = await fetch(addressOf(new URL(callout.url)), {
            method: callout.method,
            headers: callout.headers,
            ...(hasBody ? { body: Buffer.from(callout.body) } : {}),
            redirect: callout.method === 'GET' ? 'follow' : 'manual',
            signal: AbortSignal.timeout(callout.timeoutMs)
        });
        return {
            status: response.status,
            statusText: response.statusText,
            headers: Object.fromEntries(response.headers),
            body: new Uint8Array(await response.arrayBuffer())
        };
    } catch (error) {
        const isLate = error instanceof Error && error.name === 'TimeoutError';
        return { failure: isLate ? 'Read timed out' : 'Connection refused' };
    }
}
