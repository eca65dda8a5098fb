import { writeSync } from 'node:fs';

/** Milliseconds that a line may wait for a reader that is behind. */
const PATIENCE = 20;

/** Writes whole lines at once. */
export interface LineWriter {
    /** Writes a line, its line break included. @throws the reason why it could not be written. */
    write(line: string): void;
    /** Says something elsewhere, for when lines cannot be written. */
    complain?(text: string): void;
}

/**
 * Writes lines to standard output before it returns: what was written outlives even SIGKILL. It never hangs: where a
 * pipe's reader is behind it waits a moment, and where it has stalled it throws at once until the reader is back.
 */
export function standardOutput(): LineWriter {
    // Making the stream is what makes a pipe or socket non-blocking (libuv's uv_pipe_open); nothing is written through
    // it, as it would keep in memory what the reader doesn't take.
    void process.stdout;
    const lines = linesTo((bytes, offset) => writeSync(1, bytes, offset));
    return { ...lines, complain: (text) => console.error(text) };
}

/** Writes lines by a function that writes what it can of `bytes` from `offset` on and returns how many bytes that were. */
export function linesTo(write: (bytes: Uint8Array, offset: number) => number): LineWriter {
    let isPatient = true;
    let isTorn = false;
    return {
        write(line) {
            const bytes = Buffer.from(isTorn ? `\n${line}` : line);
            const deadline = performance.now() + (isPatient ? PATIENCE : 0);
            let offset = 0;
            try {
                while (offset < bytes.length)
                    offset += writeSome(write, { bytes, offset, deadline });
                isTorn = false;
                isPatient = true;
            } catch (error) {
                // A disk that is full takes a part of a line: the next one begins on a line of its own.
                isTorn ||= offset > 0;
                isPatient = false;
                throw error;
            }
        }
    };
}

function writeSome(
    write: (bytes: Uint8Array, offset: number) => number,
    { bytes, offset, deadline }: { bytes: Uint8Array; offset: number; deadline: number }
): number {
    for (;;) {
        try {
            return write(bytes, offset);
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || performance.now() >= deadline)
                throw error;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
        }
    }
}
