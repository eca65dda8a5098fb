/** The least a login key endpoint can do in Node: read the query, sign, answer. Nothing checked, nothing logged. */
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { parse } from 'node:querystring';
import { announce, benchSettings } from './shared.ts';

const { groupId, apiKey, lifetime } = benchSettings;

const server = createServer((request, response) => {
    const partnerUserId = String(parse((request.url ?? '').split('?')[1] ?? '')['partneruserid']);
    const expiration = Math.floor(Date.now() / 1000) + lifetime;
    const signature = createHmac('sha256', apiKey)
        .update(`${groupId}${partnerUserId}1${expiration}`)
        .digest('base64url');
    const body = JSON.stringify({ loginKey: `$1$${expiration}$${signature}`, groupId, expiration });
    response
        .writeHead(200, {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(body)
        })
        .end(body);
});
server.listen(0, '127.0.0.1', () => announce(server));
