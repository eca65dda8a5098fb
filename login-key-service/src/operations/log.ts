import { pino, stdSerializers, type Logger } from 'pino';
import type { LineWriter } from './line-writer.ts';

const SECRETS = [
    /\$1\$\d{10}\$[\w-]{43}/g,
    /%241%24\d{10}%24[\w-]{43}/gi,
    /eyJ[\w-]+\.[\w-]+\.[\w-]*/g,
    /\bBearer\s+[\w\-.~+/]+=*/gi,
    /:\/\/[^/\s@]+@/g
];

/** `text` without anything that has the form of a login key, a token or credentials in a URL. */
export function withoutSecrets(text: string): string {
    return SECRETS.reduce((clean, secret) => clean.replace(secret, '[redacted]'), text);
}

/**
 * The service's log: JSON lines. No line is meant to hold a secret; should one be handed over by a library after all,
 * headers are dropped and the text of errors is cleaned.
 */
export function createLog(level: string, lines: LineWriter): Logger {
    const options = {
        level,
        redact: {
            paths: ['headers', 'authorization', 'loginKey', 'apiKey', 'token'],
            remove: true
        },
        serializers: {
            err: (error: Error) => {
                const { type, message, stack } = stdSerializers.err(error);
                return { type, message: withoutSecrets(message), stack: withoutSecrets(stack) };
            }
        }
    };
    return pino(options, lines);
}

/** Passes lines on; one that cannot be written is lost, which `onLost` is told. */
export function lossy(lines: LineWriter, onLost: () => void): LineWriter {
    return {
        write(line) {
            try {
                lines.write(line);
            } catch {
                onLost();
            }
        }
    };
}
