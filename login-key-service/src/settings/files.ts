import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** How a file was found: its text, or why it has none. */
type Found = { readonly text: string } | { readonly error: NodeJS.ErrnoException };

/**
 * Files as one look found them. Each is read once, so that everybody who asks sees the same text; two looks that agree
 * tell a file that is being written from one that is whole.
 */
export class Files {
    readonly #found: Map<string, Found>;

    constructor(found: Iterable<readonly [path: string, Found]> = []) {
        this.#found = new Map(found);
    }

    /** A file's text, as UTF-8 without a byte order mark. @throws an error with a `code` that says why there is none. */
    read(path: string): string {
        let found = this.#found.get(path);
        if (found === undefined) {
            found = look(() => readFileSync(path));
            this.#found.set(path, found);
        }
        if ('error' in found) throw found.error;
        return found.text;
    }

    /** Another look at the same files. */
    async again(): Promise<Files> {
        const paths = [...this.#found.keys()];
        const bytes = await Promise.allSettled(paths.map((path) => readFile(path)));
        return new Files(
            bytes.map((result, index) => [
                paths[index] ?? '',
                look(() => {
                    if (result.status === 'rejected') throw result.reason;
                    return result.value;
                })
            ])
        );
    }

    /** Another look at the same files that waits for it. */
    againNow(): Files {
        return new Files(
            [...this.#found.keys()].map((path) => [path, look(() => readFileSync(path))])
        );
    }

    /** Whether both looks found the same files with the same text. */
    agreesWith(other: Files): boolean {
        return (
            this.#found.size === other.#found.size &&
            [...this.#found].every(([path, found]) => same(found, other.#found.get(path)))
        );
    }

    get size(): number {
        return this.#found.size;
    }
}

function look(read: () => Uint8Array): Found {
    try {
        return { text: new TextDecoder('utf-8', { fatal: true }).decode(read()) };
    } catch (error) {
        return { error: error as NodeJS.ErrnoException };
    }
}

function same(one: Found, other: Found | undefined): boolean {
    if (other === undefined) return false;
    return 'text' in one
        ? 'text' in other && one.text === other.text
        : 'error' in other && one.error.code === other.error.code;
}

/** Why a file has no text, and what to do about it, as the end of a sentence that begins with its setting's name. */
export function fileProblem(error: unknown): string {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    return reason === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? 'names a file that is not UTF-8 text. Save it as UTF-8.'
        : `names a file that cannot be read (${reason}). Check the path and its permissions.`;
}
