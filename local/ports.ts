/** Where each of the stage's four origins listens. */
export interface Ports {
    readonly salesforce: number;
    readonly website: number;
    readonly glance: number;
    readonly loginKeyService: number;
}

/**
 * The four ports, 100 apart, from `PORT_BASE` (default 4100).
 * @throws {RangeError} when `PORT_BASE` is not a whole number from 1024 to 65235.
 */
export function portsFrom(portBase: string | undefined): Ports {
    const base = portBase === undefined || portBase === '' ? 4100 : Number(portBase);
    if (!Number.isInteger(base) || base < 1024 || base > 65_235) {
        throw new RangeError(
            `PORT_BASE must be a whole number from 1024 to 65235, not "${portBase}".`
        );
    }
    return {
        salesforce: base,
        website: base + 100,
        glance: base + 200,
        loginKeyService: base + 300
    };
}
