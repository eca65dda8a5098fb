/**
 * What Glance's documentation describes as an example of a login key endpoint: Express and crypto-js, the partner user
 * id from the query, a key for whoever asks. Written anew for the bench; never run this for anything else.
 */
import CryptoJS from 'crypto-js';
import express from 'express';
import { announce, benchSettings } from './shared.ts';

const { groupId, apiKey, lifetime } = benchSettings;
const app = express();

app.post('/loginkey', (request, response) => {
    const partnerUserId = String(request.query['partneruserid']);
    const expiration = Math.floor(Date.now() / 1000) + lifetime;
    const signature = CryptoJS.HmacSHA256(`${groupId}${partnerUserId}1${expiration}`, apiKey)
        .toString(CryptoJS.enc.Base64)
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '');
    response.json({ loginKey: `$1$${expiration}$${signature}`, groupId, expiration });
});

const server = app.listen(0, '127.0.0.1', () => announce(server));
