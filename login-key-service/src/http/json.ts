import { visit } from 'jsonc-parser';

/**
 * Whether an object at the top of a JSON text names a key twice, however it is escaped. `JSON.parse` takes the last, what
 * stands in front may have looked at the first: then another id would be signed than the one that was let through.
 */
export function namesAKeyTwice(json: string): boolean {
    const names = new Set<string>();
    let isTwice = false;
    visit(json, {
        onObjectProperty(name, _offset, _length, _line, _character, path) {
            if (path().length > 0) return;
            if (names.has(name)) isTwice = true;
            names.add(name);
        }
    });
    return isTwice;
}
