import { timingSafeEqual } from 'node:crypto';

/**
 * The index of the token whose digest is `presented`, or -1. Takes the same time wherever and whether it matches.
 * Several tokens at once let one be replaced while the other is still in use.
 */
export function indexOfToken(digests: readonly Buffer[], presented: Buffer): number {
    let found = -1;
    for (const [index, digest] of digests.entries()) {
        if (timingSafeEqual(digest, presented)) found = index;
    }
    return found;
}
