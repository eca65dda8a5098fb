import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What every server of the bench signs with. */
export const benchSettings = {
    groupId: 12345,
    apiKey: 'a-key-for-the-bench-and-nothing-else-0123456789',
    lifetime: 900
};

/** Tells the bench where a server listens, and what processor time it took so far whenever the bench asks. */
export function announce(server: Server): void {
    process.on('message', () => {
        const { user, system } = process.cpuUsage();
        process.send?.(user + system);
    });
    process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}
