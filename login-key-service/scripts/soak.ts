/**
 * Whether memory or connections leak: load for `SOAK_SECONDS` (300), with the windows of the limits filled first, then
 * 10,000 idle connections that come and go. Ends with 1 when memory grows by 0.5 MB a minute or more, or when
 * connections are left. Linux only: it reads /proc. `ulimit -n` must allow for the connections.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const seconds = Number(process.env['SOAK_SECONDS'] ?? 300);
const idle = Number(process.env['SOAK_CONNECTIONS'] ?? 10_000);
const token = 'token-of-the-soak-0123456789-0123456789';
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

const child = spawn(process.execPath, [main], {
    env: {
        PATH: process.env['PATH'],
        GLANCE_GROUP_ID: '12345',
        GLANCE_API_KEY: 'a-key-for-the-soak-and-nothing-else',
        BEARER_TOKENS: token,
        PORT: '0',
        LIMIT_PER_CALLER: '100000000',
        MAX_CONNECTIONS: '20000',
        MAX_CONNECTIONS_PER_ADDRESS: '20000',
        MAX_EVENT_LOOP_DELAY_MS: '0',
        DRAIN_DELAY_MS: '0'
    },
    stdio: ['ignore', 'pipe', 'inherit']
});
process.once('exit', () => child.kill('SIGKILL'));
const url = await new Promise<string>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
        const found = /listening at (http:[^" ]+)/.exec(line)?.[1];
        if (found !== undefined) resolve(found);
    });
});

const agent = new Agent({ keepAlive: true, maxSockets: 32 });
let users = 0;
const ask = () =>
    new Promise<void>((resolve, reject) => {
        users += 1;
        const path = `${url}/loginkey?partneruserid=agent-${users}`;
        const headers = { authorization: `Bearer ${token}` };
        request(path, { method: 'POST', headers, agent }, (response) =>
            response.resume().on('end', resolve)
        )
            .on('error', reject)
            .end();
    });
const loadWhile = (goOn: () => boolean) =>
    Promise.all(
        Array.from({ length: 32 }, async () => {
            while (goOn()) await ask();
        })
    );

console.log('Filling the windows with 60,000 partner user ids …');
await loadWhile(() => users < 60_000);

const samples: [minutes: number, megabytes: number][] = [];
const start = performance.now();
const minutes = () => (performance.now() - start) / 60_000;
const sampling = setInterval(() => samples.push([minutes(), memory()]), 2000);
console.log(`Load for ${seconds} seconds …`);
await loadWhile(() => minutes() * 60 < seconds);
clearInterval(sampling);
agent.destroy();
const growth = slope(samples.slice(Math.floor(samples.length / 5)));

await wait(1000);
const before = descriptors();
console.log(`${idle} idle connections …`);
const sockets: Socket[] = [];
while (sockets.length < idle) {
    const next = Array.from({ length: Math.min(500, idle - sockets.length) }, () =>
        connect(Number(new URL(url).port), '127.0.0.1')
    );
    await Promise.all(next.map((socket) => once(socket, 'connect')));
    sockets.push(...next);
}
const during = descriptors();
for (const socket of sockets) socket.destroy();
for (let round = 0; round < 100 && descriptors() > before; round += 1) await wait(100);
const left = descriptors() - before;

console.log(
    JSON.stringify({
        requests: users,
        megabytes: Math.round(memory()),
        megabytesAMinute: Number(growth.toFixed(2)),
        connectionsTaken: during - before,
        connectionsLeft: left
    })
);
child.kill('SIGTERM');
await once(child, 'exit');
process.exit(growth < 0.5 && left <= 0 ? 0 : 1);

function memory(): number {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}

function descriptors(): number {
    return readdirSync(`/proc/${child.pid}/fd`).length;
}

/** The slope of the straight line that fits best. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
    const mean = (index: 0 | 1) =>
        points.reduce((total, point) => total + point[index], 0) / points.length;
    const [x, y] = [mean(0), mean(1)];
    const over = points.reduce((total, point) => total + (point[0] - x) * (point[1] - y), 0);
    return over / points.reduce((total, point) => total + (point[0] - x) ** 2, 0);
}
