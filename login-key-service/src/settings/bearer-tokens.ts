import { createHash } from 'node:crypto';
import type { Checks, Source } from './checks.ts';
import type { Files } from './files.ts';
import { secret } from './secret.ts';

const MIN_TOKEN_BYTES = 32;

/** Digests of the tokens in `BEARER_TOKENS` or its file; undefined when neither is set. */
export function bearerTokens(checks: Checks, source: Source, files: Files): Buffer[] | undefined {
    const given = secret(checks, source, { name: 'BEARER_TOKENS', files });
    if (given === undefined) return undefined;
    const tokens = splitTokens(given.text);
    const problem = bearerTokenProblem(tokens);
    if (problem !== undefined) checks.wrong(given.name, problem);
    return tokens.map(digestOf);
}

/** The SHA-256 digest that stands for a token in memory. */
export function digestOf(token: string): Buffer {
    return createHash('sha256').update(token).digest();
}

function splitTokens(text: string): string[] {
    return text
        .split(/[,\r\n]+/)
        .map((token) => token.trim())
        .filter((token) => token !== '');
}

/** What is wrong with a list of tokens and what to do, without showing any; undefined when nothing is. */
function bearerTokenProblem(tokens: readonly string[]): string | undefined {
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
