import { equals, hashOf } from './equality.ts';
import type { Value } from './values.ts';

interface Entry {
    key: Value;
    value: Value;
}

/**
 * Keys and values as `Map` and `Set` keep them: keys are equal as Apex has it (strings by case, lists and records by content,
 * objects by their own `equals` and `hashCode`), null is a key like another, and the order is that of insertion.
 */
export class HashTable {
    private readonly buckets = new Map<unknown, Entry[]>();
    private readonly order = new Set<Entry>();
    private readonly ignoresCase: boolean;

    /** @param ignoresCase true for the maps of describes, whose keys are API names */
    constructor(ignoresCase = false) {
        this.ignoresCase = ignoresCase;
    }

    get size(): number {
        return this.order.size;
    }

    get(key: Value): Value | undefined {
        return this.find(this.hash(key), key)?.value;
    }

    has(key: Value): boolean {
        return this.find(this.hash(key), key) !== undefined;
    }

    /** Sets a value. Returns the former one, or undefined. */
    set(key: Value, value: Value): Value | undefined {
        const hash = this.hash(key);
        const found = this.find(hash, key);
        if (found) {
            const former = found.value;
            found.value = value;
            return former;
        }
        const entry = { key, value };
        const bucket = this.buckets.get(hash);
        if (bucket) {
            bucket.push(entry);
        } else {
            this.buckets.set(hash, [entry]);
        }
        this.order.add(entry);
        return undefined;
    }

    /** Removes a key. Returns its value, or undefined when it wasn't there. */
    delete(key: Value): Value | undefined {
        const hash = this.hash(key);
        const found = this.find(hash, key);
        if (!found) {
            return undefined;
        }
        const rest = this.buckets.get(hash)!.filter((entry) => entry !== found);
        if (rest.length === 0) {
            this.buckets.delete(hash);
        } else {
            this.buckets.set(hash, rest);
        }
        this.order.delete(found);
        return found.value;
    }

    clear(): void {
        this.buckets.clear();
        this.order.clear();
    }

    keys(): Value[] {
        return [...this.order].map((entry) => entry.key);
    }

    values(): Value[] {
        return [...this.order].map((entry) => entry.value);
    }

    entries(): [Value, Value][] {
        return [...this.order].map((entry) => [entry.key, entry.value]);
    }

    private hash(key: Value): unknown {
        return this.ignoresCase && typeof key === 'string' ? key.toLowerCase() : hashOf(key);
    }

    private find(hash: unknown, key: Value): Entry | undefined {
        const bucket = this.buckets.get(hash);
        if (this.ignoresCase && typeof key === 'string') {
            return bucket?.[0];
        }
        return bucket?.find((entry) => equals(entry.key, key, true));
    }
}
