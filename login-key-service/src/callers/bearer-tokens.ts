import { createHash, timingSafeEqual } from 'node:crypto';

const MIN_TOKEN_BYTES = 32;

/** Tokens as written in a setting or a file: separated by commas or line breaks. */
export function splitTokens(text: string): string[] {
    return text
        .split(/[,\r\n]+/)
        .map((token) => token.trim())
        .filter((token) => token !== '');
}

/** What is wrong with a list of tokens and what to do, without showing any; undefined when nothing is. */
export function bearerTokenProblem(tokens: readonly string[]): string | undefined {
    if (tokens.length === 0)
        return 'holds no token. Put one in, such as the output of "openssl rand -base64 48".';
    if (tokens.some((token) => !/^[\w\-.~+/]+=*$/.test(token))) {
        return 'holds a token with characters that do not fit in an Authorization header. Use letters, digits and -._~+/=';
    }
    if (tokens.some((token) => Buffer.byteLength(token) < MIN_TOKEN_BYTES)) {
        return `holds a token shorter than ${MIN_TOKEN_BYTES} bytes. Make one with "openssl rand -base64 48".`;
    }
    if (new Set(tokens).size < tokens.length) return 'holds the same token twice. Remove one.';
    return undefined;
}

/** The SHA-256 digest that stands for a token in memory. */
export function digestOf(token: string): Buffer {
    return createHash('sha256').update(token).digest();
}

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
