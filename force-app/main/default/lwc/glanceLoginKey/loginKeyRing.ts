import { GlanceError } from 'c/glanceErrors';
import { fetchLoginKey } from './fetchLoginKey';
import { expiryIn } from './readLoginKey';
import type { LoginKey, LoginKeySource } from './types';

/** A key is renewed when this part of its life is left, so that it never expires while it is in use … */
const RENEW_SHARE = 0.1;
/** … but no earlier than this before its end, in milliseconds. */
const RENEW_AHEAD_MS = 5 * 60_000;
/** A key with less life than this left is not handed out, in milliseconds: Glance's clock may differ a little. */
const MIN_LIFE_MS = 2_000;
/** Wait before the next try after a renewal failed, in milliseconds. */
const RENEW_AGAIN_MS = 30_000;
/** Longest delay that `setTimeout` takes. */
const MAX_TIMER_MS = 2_147_483_647;

/**
 * The login key of one source: fetched once however many ask, kept in memory only, and renewed ahead of its
 * expiry for as long as somebody holds it.
 */
export class LoginKeyRing {
    #source: LoginKeySource;
    #key: LoginKey | null = null;
    #renewAt = 0;
    #pending: Promise<LoginKey> | null = null;
    /** Grows with each change of the source's secrets. */
    #revision = 0;
    /** The last key that Glance refused. */
    #refused: string | null = null;
    #holders = 0;
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(source: LoginKeySource) {
        this.#source = source;
    }

    /** How often the source came with other secrets: what failed before may work now. */
    get revision(): number {
        return this.#revision;
    }

    /** Takes over the same source with other secrets: the next ready key, or other headers for the endpoint. */
    use(source: LoginKeySource): void {
        if (JSON.stringify(source) === JSON.stringify(this.#source)) {
            return;
        }
        this.#source = source;
        this.#revision += 1;
        // Who asks from now on waits for what the new secrets bring.
        this.#pending = null;
        if (source.type === 'ready') {
            this.#key = null;
            // Read at once, so that it is at hand in a click; what is wrong with it shows when it is used.
            this.fetch().catch(() => undefined);
        }
    }

    /** The key, when a valid one is at hand: for use inside a click, where nothing can be awaited. */
    ready(): LoginKey | null {
        return this.#key && this.#key.expiresAt - Date.now() > MIN_LIFE_MS ? this.#key : null;
    }

    /**
     * A valid key, fetched when none is at hand.
     * @throws {GlanceError} as `fetchLoginKey`; `loginKeyExpired` when the new key has expired already.
     */
    async get(): Promise<LoginKey> {
        return this.ready() ?? this.fetch();
    }

    /** Throws a key away that Glance did not accept, unless a newer one has taken its place. */
    discard(refused: LoginKey): void {
        if (this.#key === refused) {
            this.#key = null;
        }
        this.#refused = refused.loginKey;
    }

    /** Keeps the key ready until the returned function is called. */
    hold(): () => void {
        this.#holders += 1;
        this.schedule();
        let held = true;
        return () => {
            if (held) {
                held = false;
                this.#holders -= 1;
                this.schedule();
            }
        };
    }

    private fetch(): Promise<LoginKey> {
        if (!this.#pending) {
            const pending = this.fetchOnce().finally(() => {
                if (this.#pending === pending) {
                    this.#pending = null;
                }
            });
            this.#pending = pending;
        }
        return this.#pending;
    }

    private async fetchOnce(): Promise<LoginKey> {
        const revision = this.#revision;
        const source = this.#source;
        const key = await fetchLoginKey(source);
        const life = key.expiresAt - Date.now();
        const seemsOver = source.type === 'ready' && hasRunOut(source.loginKey);
        if (life <= MIN_LIFE_MS || (seemsOver && key.loginKey === this.#refused)) {
            throw new GlanceError('loginKeyExpired');
        }
        // A key that may have run out is tried, but never offered as one that is at hand.
        if (revision === this.#revision && !seemsOver) {
            this.#key = key;
            this.#renewAt = key.expiresAt - Math.min(RENEW_AHEAD_MS, life * RENEW_SHARE);
            this.schedule();
        }
        return key;
    }

    private schedule(delay = this.#renewAt - Date.now()): void {
        clearTimeout(this.#timer);
        document.removeEventListener('visibilitychange', this.#onShown);
        // A ready key can't be renewed: its host hands over the next one.
        if (this.#holders === 0 || this.#source.type === 'ready' || this.#key === null) {
            return;
        }
        this.#timer = setTimeout(
            () => {
                void this.renew();
            },
            Math.min(Math.max(delay, 0), MAX_TIMER_MS)
        );
    }

    private async renew(): Promise<void> {
        if (this.#renewAt > Date.now()) {
            this.schedule();
        } else if (document.hidden) {
            // A hidden page makes no traffic.
            document.addEventListener('visibilitychange', this.#onShown);
        } else {
            await this.fetch().catch(() => this.schedule(RENEW_AGAIN_MS));
        }
    }

    readonly #onShown = (): void => this.schedule(0);
}

/** Whether a login key is over by this computer's clock. */
function hasRunOut(loginKey: string): boolean {
    const expiry = expiryIn(loginKey);
    return expiry !== null && expiry <= Date.now();
}
