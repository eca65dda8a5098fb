import { unwatchFile, watchFile } from 'node:fs';
import type { Logger } from 'pino';
import { currentSecret, readSecret } from './secret-source.ts';
import type { SecretSource } from './settings.ts';

/** A value made of a secret, always of its latest version. */
export interface WatchedSecret<T> {
    /** The value as of the last good reading. */
    current(): T;
    /** Stops watching. */
    close(): void;
}

/**
 * Makes a value of a secret, and again whenever its file changes. A version that cannot be read, or that `make`
 * refuses by throwing, is logged and passed over: the last good one stays in use.
 *
 * Files are looked at every `interval` milliseconds rather than watched: mounted secrets are swapped by symbolic links,
 * which file system events miss.
 * @throws what reading the file or `make` throws the first time.
 */
export function watchSecret<T>(
    source: SecretSource,
    make: (secret: string) => T,
    { name, interval, log }: { name: string; interval: number; log: Logger }
): WatchedSecret<T> {
    let value = make(currentSecret(source));
    if (source.from === 'value') return { current: () => value, close: () => undefined };

    const { path } = source;
    const reread = () => {
        try {
            value = make(readSecret(path));
            log.info({ secret: name }, 'secret read again');
        } catch {
            log.error(
                { secret: name },
                'secret changed to something unusable; the former one stays in use'
            );
        }
    };
    watchFile(path, { interval, persistent: false }, reread);
    return { current: () => value, close: () => unwatchFile(path, reread) };
}
