import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';

const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    // A blank at the end of a text is part of it.
    trimValues: false,
    isArray: () => true
});

type Parsed = string | Readonly<Record<string, unknown>>;

/** An element of a metadata file. */
export class Element {
    private readonly parsed: Parsed;

    constructor(parsed: Parsed) {
        this.parsed = parsed;
    }

    /** Its own text. */
    get content(): string {
        return typeof this.parsed === 'string' ? this.parsed : String(this.parsed['#text'] ?? '');
    }

    attribute(name: string): string | null {
        const value = typeof this.parsed === 'string' ? undefined : this.parsed[`@${name}`];
        return value === undefined ? null : String(value);
    }

    /** The elements of a name within it. */
    all(name: string): Element[] {
        const found = typeof this.parsed === 'string' ? undefined : this.parsed[name];
        return ((found ?? []) as Parsed[]).map((each) => new Element(each));
    }

    /** The names of the elements within it. */
    names(): string[] {
        return typeof this.parsed === 'string'
            ? []
            : Object.keys(this.parsed).filter((name) => !/^[@#]/.test(name));
    }

    one(name: string): Element | null {
        return this.all(name)[0] ?? null;
    }

    /** The text of the first element of a name; null when there is none. */
    text(name: string): string | null {
        return this.one(name)?.content ?? null;
    }

    isTrue(name: string): boolean {
        return this.text(name) === 'true';
    }

    number(name: string): number {
        return Number(this.text(name) ?? 0);
    }
}

/**
 * Reads a metadata file.
 * @throws {Error} naming the file when its root has another name
 */
export function readMetadata(file: string, rootName: string): Element {
    const root = new Element(parser.parse(readFileSync(file, 'utf8')) as Parsed).one(rootName);
    if (!root) {
        throw new Error(`${file} is no ${rootName}.`);
    }
    return root;
}

export interface MetadataFile {
    /** The file's name without its ending. */
    readonly name: string;
    readonly file: string;
}

/** The files of a folder with an ending, by name; none for a missing folder. */
export function metadataFiles(folder: string, ending: string): MetadataFile[] {
    return namesIn(folder)
        .filter((name) => name.endsWith(ending))
        .map((name) => ({ name: name.slice(0, -ending.length), file: path.join(folder, name) }));
}

/** What a folder holds, in order; nothing for a missing folder. */
export function namesIn(folder: string): string[] {
    try {
        return readdirSync(folder).sort();
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
            return [];
        }
        throw error;
    }
}
