import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTHeaderParameters } from 'jose';
import type { Logger } from 'pino';
import type { Metrics } from '../operations/metrics.ts';
import { Problem } from '../problem.ts';
import { fetchJson } from './fetch-json.ts';

/** Milliseconds that a fetch may take. */
const TIMEOUT = 3000;
/** Milliseconds after which keys are fetched again. */
const FRESH = 600_000;
/** Milliseconds between fetches for key ids that are not known: strangers can make up as many as they like. */
const COOL_DOWN = 30_000;
const FIRST_BACK_OFF = 1000;
const LAST_BACK_OFF = 60_000;

type LocalKeys = ReturnType<typeof createLocalJWKSet>;
type Key = Awaited<ReturnType<LocalKeys>>;

/** Places for requests that wait for an identity provider, shared by all of them. */
export interface Places {
    taken: number;
    readonly max: number;
}

/** What the keys of an issuer are worked with. */
export interface RemoteKeysParts {
    readonly places: Places;
    readonly log: Logger;
    readonly metrics: Pick<Metrics, 'identityProviderFailed'>;
    /** Milliseconds that a fetch may take; three seconds when left out. */
    readonly timeout?: number;
    /** Milliseconds since 1970; the clock when left out. */
    readonly now?: () => number;
}

/**
 * The keys an issuer publishes as a JSON Web Key Set. They are fetched at once and every ten minutes in the background;
 * while that fails, with growing pauses, the last good ones serve until they are `maxAge` seconds old.
 */
export class RemoteKeys {
    readonly #url: URL;
    readonly #maxAge: number;
    readonly #parts: RemoteKeysParts;
    readonly #now: () => number;
    #keys: LocalKeys | undefined;
    #fetchedAt = Number.NEGATIVE_INFINITY;
    #notBefore = Number.NEGATIVE_INFINITY;
    #failures = 0;
    #fetching: Promise<void> | undefined;
    #timer: NodeJS.Timeout | undefined;
    #closed = false;

    constructor(url: URL, maxAge: number, parts: RemoteKeysParts) {
        this.#url = url;
        this.#maxAge = maxAge * 1000;
        this.#parts = parts;
        this.#now = parts.now ?? Date.now;
        void this.fetch();
    }

    /**
     * All keys that a token with this header may be signed with; several when it names none.
     * @throws {Problem} `unauthenticated` when there is none, `identity-provider-unavailable` when that can't be told now.
     */
    async matching(header: JWTHeaderParameters): Promise<readonly Key[]> {
        // A frozen process, as in a serverless function, has no timers.
        if (this.#age() > FRESH && this.#now() >= this.#notBefore) void this.fetch();
        if (this.#keys === undefined || this.#age() > this.#maxAge) await this.#wait('no-keys');
        const known = await matchingIn(this.#keys, header);
        if (known.length > 0) return known;

        if (this.#age() < COOL_DOWN) this.#unavailable('unknown-key', this.#fetchedAt + COOL_DOWN);
        await this.#wait('unknown-key');
        const fetched = await matchingIn(this.#keys, header);
        if (fetched.length === 0) throw new Problem('unauthenticated', { reason: 'unknown-key' });
        return fetched;
    }

    /** Fetches the keys, or joins a fetch that is under way. Never rejects. */
    fetch(): Promise<void> {
        this.#fetching ??= this.#fetch().finally(() => (this.#fetching = undefined));
        return this.#fetching;
    }

    /** Stops fetching. */
    close(): void {
        this.#closed = true;
        clearTimeout(this.#timer);
    }

    async #fetch(): Promise<void> {
        const { log, metrics } = this.#parts;
        const place = this.#url.origin + this.#url.pathname;
        try {
            this.#keys = createLocalJWKSet(
                usableKeys(await fetchJson(this.#url, this.#parts.timeout ?? TIMEOUT))
            );
            this.#fetchedAt = this.#now();
            if (this.#failures > 0) log.info({ place }, 'the identity provider answers again');
            this.#failures = 0;
            this.#fetchAgainIn(FRESH);
        } catch (error) {
            const pause = Math.min(FIRST_BACK_OFF * 2 ** this.#failures, LAST_BACK_OFF);
            this.#failures += 1;
            this.#fetchAgainIn(pause);
            if (this.#closed) return;
            metrics.identityProviderFailed();
            log.error(
                {
                    place,
                    reason: reasonOf(error),
                    failures: this.#failures,
                    age: this.#ageInSeconds()
                },
                this.#keys === undefined
                    ? 'the keys of the identity provider cannot be fetched'
                    : 'the keys of the identity provider cannot be fetched; the last good ones stay in use'
            );
        }
    }

    #fetchAgainIn(milliseconds: number): void {
        this.#notBefore = this.#now() + milliseconds;
        clearTimeout(this.#timer);
        if (this.#closed) return;
        this.#timer = setTimeout(() => this.fetch(), milliseconds).unref();
    }

    /** Waits for a fetch, if there is a place to wait in and the provider isn't known to be away; else says when to come again. */
    async #wait(reason: string): Promise<void> {
        const { places } = this.#parts;
        if (this.#fetching === undefined && this.#failures > 0 && this.#now() < this.#notBefore)
            this.#unavailable(reason, this.#notBefore);
        if (places.taken >= places.max) this.#unavailable('no-place-to-wait');
        places.taken += 1;
        await this.fetch();
        places.taken -= 1;
        if (this.#failures > 0) this.#unavailable(reason, this.#notBefore);
    }

    #unavailable(reason: string, until = this.#now()): never {
        const retryAfter = Math.max(1, Math.ceil((until - this.#now()) / 1000));
        throw new Problem('identity-provider-unavailable', { reason, retryAfter });
    }

    #age(): number {
        return this.#now() - this.#fetchedAt;
    }

    #ageInSeconds(): number | undefined {
        return this.#keys === undefined ? undefined : Math.round(this.#age() / 1000);
    }
}

/** Keys of issuers by URL, so that groups with one issuer, and settings read again, share what was fetched. */
export interface RemoteKeysByUrl {
    at(url: URL, maxAge: number): RemoteKeys;
    /** Closes all that was not asked for since the last call. */
    closeUnused(): void;
    close(): void;
}

/** @param maxWaiting Requests that may wait for identity providers at one time. */
export function remoteKeysOf({
    maxWaiting,
    log,
    metrics
}: {
    maxWaiting: number;
    log: Logger;
    metrics: Metrics;
}): RemoteKeysByUrl {
    const places = { taken: 0, max: maxWaiting };
    let open = new Map<string, RemoteKeys>();
    let used = new Map<string, RemoteKeys>();
    return {
        at(url, maxAge) {
            const id = `${maxAge} ${url.href}`;
            const keys =
                open.get(id) ??
                used.get(id) ??
                new RemoteKeys(url, maxAge, { places, log, metrics });
            used.set(id, keys);
            return keys;
        },
        closeUnused() {
            for (const [id, keys] of open) if (!used.has(id)) keys.close();
            open = used;
            used = new Map();
        },
        close() {
            for (const keys of [...open.values(), ...used.values()]) keys.close();
        }
    };
}

async function matchingIn(
    keys: LocalKeys | undefined,
    header: JWTHeaderParameters
): Promise<readonly Key[]> {
    if (keys === undefined) return [];
    try {
        return [await keys(header)];
    } catch (error) {
        if (error instanceof errors.JWKSMultipleMatchingKeys) {
            const several: Key[] = [];
            for await (const key of error) several.push(key);
            return several;
        }
        if (error instanceof errors.JWKSNoMatchingKey) return [];
        throw error;
    }
}

/** The public keys of a set that can verify something. @throws when there is none: then a former set is better. */
function usableKeys(json: unknown): JSONWebKeySet {
    const { keys } = (json ?? {}) as { keys?: unknown };
    const usable = Array.isArray(keys) ? keys.filter(isPublicKey) : [];
    if (usable.length === 0) throw new RangeError('no-usable-keys');
    return { keys: usable } as JSONWebKeySet;
}

function isPublicKey(jwk: unknown): boolean {
    const { d, kty } = (jwk ?? {}) as JsonWebKey;
    if (d !== undefined || !['RSA', 'EC', 'OKP'].includes(kty ?? '')) return false;
    let key: KeyObject;
    try {
        key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    } catch {
        return false;
    }
    return (
        key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
    );
}

function reasonOf(error: unknown): string {
    const { code, name, message } = error as Error & { code?: unknown };
    if (typeof code === 'string') return code;
    return error instanceof RangeError ? message : name;
}
