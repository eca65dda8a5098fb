import { Raised } from '../language/errors.ts';

/** An element of XML, or the text between elements. */
export interface XmlElement {
    readonly kind: 'element';
    /** Without its prefix. */
    readonly name: string;
    readonly prefix: string | null;
    readonly namespace: string | null;
    readonly attributes: readonly XmlAttribute[];
    readonly children: (XmlElement | string)[];
    readonly parent: XmlElement | null;
}

export interface XmlAttribute {
    readonly name: string;
    readonly prefix: string | null;
    readonly namespace: string | null;
    readonly value: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
    lt: '<',
    gt: '>',
    amp: '&',
    quot: '"',
    apos: "'"
};
const NAME = String.raw`[\p{L}_][\p{L}\p{N}_.\-]*`;
const QUALIFIED = `(?:(${NAME}):)?(${NAME})`;
const START = new RegExp(
    `<${QUALIFIED}((?:\\s+[^\\s=>/]+\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`,
    'uy'
);
const END = new RegExp(`</${QUALIFIED}\\s*>`, 'uy');
const ATTRIBUTE = new RegExp(`\\s+${QUALIFIED}\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'uy');
const OTHER = /<!--(?:(?!--)[^])*-->|<\?[^]*?\?>/y;
const CDATA = /<!\[CDATA\[([^]*?)\]\]>/y;
const TEXT = /[^<]+/y;

const MAX_DEPTH = 500;

type Namespaces = ReadonlyMap<string, string>;

class Reader {
    private readonly text: string;
    private at = 0;
    private depth = 0;

    constructor(text: string) {
        // A byte order mark is no content.
        this.text = text.replace(/^\ufeff/, '');
    }

    document(): XmlElement {
        this.skipMisc();
        const root = this.element(null, new Map());
        this.skipMisc();
        if (this.at < this.text.length) {
            throw this.fail('nothing but comments can follow the root element');
        }
        return root;
    }

    private fail(message: string): Raised {
        const lines = this.text.slice(0, this.at).split('\n');
        const place = `@${String(lines.length)}:${String(lines.at(-1)!.length + 1)}`;
        return new Raised(
            'XmlException',
            `Failed to parse XML due to: ${message} (position: ${place})`
        );
    }

    private take(pattern: RegExp): RegExpExecArray | null {
        pattern.lastIndex = this.at;
        const found = pattern.exec(this.text);
        this.at += found?.[0].length ?? 0;
        return found;
    }

    /** What may stand before and behind the root; document types are refused, for they can name files and grow without end. */
    private skipMisc(): void {
        while (this.take(/\s+/y) || this.take(OTHER)) {
            // Each turn takes something.
        }
        if (this.text.startsWith('<!DOCTYPE', this.at)) {
            throw this.fail('document types are not supported');
        }
    }

    private element(parent: XmlElement | null, outer: Namespaces): XmlElement {
        const start = this.take(START);
        if (!start) {
            throw this.fail(parent ? 'an element was expected' : 'the root element was expected');
        }
        const [, prefix, name, attributeText, closed] = start;
        const attributes = this.attributes(attributeText!);
        const namespaces = declared(outer, attributes);
        const element: XmlElement = {
            kind: 'element',
            name: name!,
            prefix: prefix ?? null,
            namespace: this.resolve(namespaces, prefix ?? ''),
            attributes: attributes
                .filter((each) => !isDeclaration(each))
                .map((each) => ({
                    ...each,
                    namespace: each.prefix === null ? null : this.resolve(namespaces, each.prefix)
                })),
            children: [],
            parent
        };
        if (closed === '') {
            if (++this.depth > MAX_DEPTH) {
                throw this.fail('elements are nested too deeply');
            }
            this.content(element, namespaces);
            this.depth--;
        }
        return element;
    }

    private resolve(namespaces: Namespaces, prefix: string): string | null {
        const namespace = namespaces.get(prefix);
        if (namespace === undefined && prefix !== '' && prefix !== 'xml') {
            throw this.fail(`undefined prefix: ${prefix}`);
        }
        return namespace === '' ? null : (namespace ?? null);
    }

    private attributes(text: string): XmlAttribute[] {
        const attributes: XmlAttribute[] = [];
        ATTRIBUTE.lastIndex = 0;
        for (let found = ATTRIBUTE.exec(text); found; found = ATTRIBUTE.exec(text)) {
            const [, prefix = null, name, double, single] = found;
            if (attributes.some((each) => each.name === name && each.prefix === prefix)) {
                throw this.fail(`duplicated attribute: ${name!}`);
            }
            attributes.push({
                name: name!,
                prefix,
                namespace: null,
                value: this.decode(double ?? single ?? '')
            });
        }
        return attributes;
    }

    private content(element: XmlElement, namespaces: Namespaces): void {
        for (;;) {
            const text = this.take(TEXT);
            const data = text ? null : this.take(CDATA);
            if (text) {
                addText(element, this.decode(text[0]));
            } else if (data) {
                addText(element, data[1]!);
            } else if (this.text.startsWith('</', this.at)) {
                this.close(element);
                return;
            } else if (this.at >= this.text.length) {
                throw this.fail(`unexpected end of the document: <${element.name}> is not closed`);
            } else if (!this.take(OTHER)) {
                element.children.push(this.element(element, namespaces));
            }
        }
    }

    private close(element: XmlElement): void {
        const start = this.at;
        const end = this.take(END);
        if (!end || end[2] !== element.name || (end[1] ?? null) !== element.prefix) {
            this.at = start;
            throw this.fail(`end tag </${element.name}> was expected`);
        }
    }

    private decode(text: string): string {
        return text.replace(/&([^;&\s]*);?/g, (whole, name: string) => {
            const code = /^#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}))$/.exec(name);
            const point = code && Number.parseInt(code[1] ?? code[2]!, code[1] ? 16 : 10);
            const value =
                point === null
                    ? ENTITIES[name]
                    : point <= 0x10_ff_ff
                      ? String.fromCodePoint(point)
                      : undefined;
            if (value === undefined || !whole.endsWith(';')) {
                throw this.fail(`could not resolve entity named '${name}'`);
            }
            return value;
        });
    }
}

function isDeclaration({ prefix, name }: XmlAttribute): boolean {
    return prefix === 'xmlns' || (prefix === null && name === 'xmlns');
}

function declared(outer: Namespaces, attributes: readonly XmlAttribute[]): Namespaces {
    const declarations = attributes.filter(isDeclaration);
    return new Map([
        ...outer,
        ...declarations.map(
            ({ prefix, name, value }) => [prefix === null ? '' : name, value] as const
        )
    ]);
}

function addText({ children }: XmlElement, text: string): void {
    const last = children.at(-1);
    if (typeof last === 'string') {
        children[children.length - 1] = last + text;
    } else {
        children.push(text);
    }
}

/**
 * Takes XML apart.
 * @throws Raised `XmlException` with the place
 */
export function parseXml(text: string): XmlElement {
    return new Reader(text).document();
}
