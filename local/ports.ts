/** Where the stage's origins listen. */
export interface Ports {
    readonly salesforce: number;
    readonly website: number;
    /** Glance by plain http and ws. */
    readonly glance: number;
    /** The same Glance by https and wss, for browsers that look it up by its own host names. */
    readonly glanceTls: number;
    readonly loginKeyService: number;
}

/**
 * The stage's ports, from `PORT_BASE` (default 4100) to 300 above it.
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
        glanceTls: base + 250,
        loginKeyService: base + 300
    };
}
