import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { measurement, type Measurement } from './load.ts';

/** Clients that do as they are told: when turned away, they wait as long as `Retry-After` says. */
export async function patientClients(
    url: string,
    { connections, seconds, token }: { connections: number; seconds: number; token: string }
): Promise<Measurement> {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const statuses = new Map<number, number>();
    const times: number[] = [];
    const end = performance.now() + seconds * 1000;
    const client = async () => {
        while (performance.now() < end) {
            const start = performance.now();
            const { status, retryAfter } = await ask(url, token, agent);
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            if (status === 200) times.push(performance.now() - start);
            else await wait(Math.min(retryAfter * 1000, Math.max(0, end - performance.now())));
        }
    };
    await Promise.all(Array.from({ length: connections }, client));
    agent.destroy();
    return measurement(times, statuses, seconds);
}

function ask(
    url: string,
    token: string,
    agent: Agent
): Promise<{ status: number; retryAfter: number }> {
    return new Promise((resolve, reject) => {
        const headers = { authorization: `Bearer ${token}` };
        request(`${url}/loginkey`, { method: 'POST', headers, agent }, (response) => {
            response.resume().on('end', () => {
                const retryAfter = Number(response.headers['retry-after'] ?? 0);
                resolve({ status: response.statusCode ?? 0, retryAfter });
            });
        })
            .on('error', reject)
            .end();
    });
}
