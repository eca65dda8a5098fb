import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
const tok = 'bench-token-0123456789-0123456789-0123456789';
const c = spawn('node', ['--cpu-prof', '--cpu-prof-dir=/tmp/prof', 'dist/main.js'], {
    env: {
        PATH: process.env.PATH,
        PORT: '4999',
        GLANCE_GROUP_ID: '1',
        GLANCE_API_KEY: 'kkk',
        BEARER_TOKENS: tok,
        LIMIT_PER_ADDRESS: '99999999',
        LIMIT_PER_CALLER: '99999999',
        LIMIT_PER_PUID: '99999999'
    },
    stdio: ['ignore', 'ignore', 'inherit']
});
await new Promise((r) => setTimeout(r, 1500));
const r = await autocannon({
    url: 'http://127.0.0.1:4999/loginkey?partneruserid=agent%40example.com',
    method: 'POST',
    connections: 50,
    duration: 5,
    headers: { authorization: 'Bearer ' + tok }
});
console.log(r.requests.average);
c.kill('SIGINT');
