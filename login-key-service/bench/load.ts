import autocannon from 'autocannon';

/** What a server did under load. Latencies in milliseconds. */
export interface Measurement {
    /** 200 answers a second. */
    readonly throughput: number;
    /** Of the 200 answers. */
    readonly p50: number;
    readonly p99: number;
    /** Answers by status. */
    readonly statuses: ReadonlyMap<number, number>;
}

/** Asks for login keys over and over: `connections` at a time, each the next as soon as it has its answer. */
export async function load(
    url: string,
    {
        connections,
        seconds,
        token
    }: { connections: number; seconds: number; token?: string | undefined }
): Promise<Measurement> {
    const statuses = new Map<number, number>();
    const times: number[] = [];
    const { duration, errors } = await new Promise<autocannon.Result>((resolve, reject) => {
        const options = {
            url: `${url}/loginkey?partneruserid=agent%40example.com`,
            method: 'POST' as const,
            connections,
            duration: seconds,
            headers: token === undefined ? {} : { authorization: `Bearer ${token}` }
        };
        const run = autocannon(options, (error: Error | null, result) =>
            error ? reject(error) : resolve(result)
        );
        run.on('response', (_client, status, _bytes, time) => {
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            if (status === 200) times.push(time);
        });
    });
    if (errors > 0) throw new Error(`${errors} requests failed at ${url}.`);
    return measurement(times, statuses, duration);
}

/** Makes a measurement of the times, in milliseconds, that 200 answers took. */
export function measurement(
    times: number[],
    statuses: ReadonlyMap<number, number>,
    seconds: number
): Measurement {
    times.sort((one, other) => one - other);
    const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
    return { throughput: times.length / seconds, p50: at(0.5), p99: at(0.99), statuses };
}

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
    const sorted = numbers.toSorted((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
