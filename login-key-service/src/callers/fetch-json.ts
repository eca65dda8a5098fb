import { EnvHttpProxyAgent, request, type Dispatcher } from 'undici';

const MAX_BYTES = 512 * 1024;

let dispatcher: Dispatcher | undefined;

/**
 * Fetches JSON within `timeout` milliseconds in all, through the proxy that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name.
 * @throws a RangeError whose message is safe to log for anything but JSON with status 200 (redirects, too: whoever
 * could add one could put in keys of their own), and undici's errors, which have a `code`.
 */
export async function fetchJson(url: URL, timeout: number): Promise<unknown> {
    dispatcher ??= new EnvHttpProxyAgent({ maxResponseSize: MAX_BYTES, connections: 2 });
    const { statusCode, body } = await request(url, {
        dispatcher,
        headers: { accept: 'application/json, application/jwk-set+json' },
        signal: AbortSignal.timeout(timeout)
    });
    const text = await body.text();
    if (statusCode !== 200) throw new RangeError(`status-${statusCode}`);
    try {
        return JSON.parse(text) as unknown;
    } catch {
        throw new RangeError('not-json');
    }
}
