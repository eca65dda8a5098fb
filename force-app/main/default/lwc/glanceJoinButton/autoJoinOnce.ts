const done = new Set<string>();

/** Runs `join` the first time that this record and visitor come together on this page. */
export function autoJoinOnce(recordAndVisitor: string, join: () => void): void {
    if (!done.has(recordAndVisitor)) {
        done.add(recordAndVisitor);
        join();
    }
}
