import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import type { Check, Finding } from './finding.ts';

/** Salesforce's own types of all metadata: element names, which of them are required, and the values of enumerations. */
const declarations = createRequire(import.meta.url)
    .resolve('@salesforce/types/metadata')
    .replace(/\.js$/, '.d.ts');

/** Declared as text, though it is elements: `app-builder.ts` checks them. */
const opaque = new Set(['LightningComponentBundle.targetConfigs']);

const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    isArray: (_name, path) => String(path).includes('.')
});

/** Every metadata file is one of the types that Salesforce declares. */
export const metadataXml: Check = {
    name: 'Metadata XML',
    async run({ built }) {
        const types = new MetadataTypes();
        const files = (await readdir(built, { recursive: true })).filter((file) =>
            file.endsWith('-meta.xml')
        );
        const findings: Finding[] = [];
        for (const file of files.sort()) {
            const text = await readFile(join(built, file), 'utf8');
            const wellFormed = XMLValidator.validate(text);
            if (wellFormed !== true) {
                findings.push({ file, line: wellFormed.err.line, message: wellFormed.err.msg });
                continue;
            }
            const document = parser.parse(text) as Record<string, unknown>;
            for (const [name, value] of Object.entries(document).filter(
                ([each]) => each !== '?xml'
            )) {
                const type = types.named(name);
                const messages =
                    type === undefined
                        ? [`No such metadata type: ${name}`]
                        : types.check(value, type, name);
                findings.push(...messages.map((message) => ({ file, message })));
            }
        }
        return { findings };
    }
};

/** Holds parsed XML against the declared types. */
class MetadataTypes {
    readonly #checker: ts.TypeChecker;
    readonly #byName: ReadonlyMap<string, ts.Symbol>;

    constructor() {
        const program = ts.createProgram([declarations], {
            strict: true,
            lib: ['lib.es5.d.ts'],
            types: []
        });
        const source = program.getSourceFile(declarations);
        this.#checker = program.getTypeChecker();
        const module = source && this.#checker.getSymbolAtLocation(source);
        const symbols = module ? this.#checker.getExportsOfModule(module) : [];
        this.#byName = new Map(symbols.map((symbol) => [symbol.name, symbol]));
    }

    named(name: string): ts.Type | undefined {
        const symbol = this.#byName.get(name);
        return symbol && this.#checker.getDeclaredTypeOfSymbol(symbol);
    }

    /** @returns what is wrong with the element at `path`. */
    check(value: unknown, type: ts.Type, path: string): string[] {
        if (type.flags & ts.TypeFlags.Any || opaque.has(path)) {
            return [];
        }
        if (typeof value === 'object' && value !== null) {
            return this.#checkElements(value as Record<string, unknown>, type, path);
        }
        return value === '' && type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)
            ? this.#checkElements({}, type, path)
            : this.#checkText(String(value), type, path);
    }

    #checkElements(element: Record<string, unknown>, type: ts.Type, path: string): string[] {
        if (type.flags & ts.TypeFlags.StringLike) {
            return [`${path} is text, and has elements`];
        }
        const messages: string[] = [];
        for (const [name, values] of Object.entries(element)) {
            const property = this.#checker.getPropertyOfType(type, name);
            if (property === undefined) {
                messages.push(`Unknown element ${path}.${name}`);
                continue;
            }
            const declared = this.#checker.getNonNullableType(
                this.#checker.getTypeOfSymbol(property)
            );
            const item = this.#itemOf(declared);
            const list = Array.isArray(values) ? values : [values];
            if (item === undefined && list.length > 1) {
                messages.push(
                    `Element ${path}.${name} is there ${list.length} times, and may be once`
                );
            }
            messages.push(
                ...list.flatMap((each) => this.check(each, item ?? declared, `${path}.${name}`))
            );
        }
        for (const property of this.#checker.getPropertiesOfType(type)) {
            if (!(property.name in element) && this.#isRequired(property)) {
                messages.push(`Element ${path}.${property.name} is missing`);
            }
        }
        return messages;
    }

    #checkText(text: string, type: ts.Type, path: string): string[] {
        const allowed = type.isUnion() ? type.types : [type];
        const fits = allowed.some((each) => {
            if (each.isStringLiteral()) {
                return each.value === text;
            }
            if (each.flags & ts.TypeFlags.BooleanLike) {
                return text === 'true' || text === 'false';
            }
            if (each.flags & ts.TypeFlags.NumberLike) {
                return text.trim() !== '' && Number.isFinite(Number(text));
            }
            return Boolean(each.flags & ts.TypeFlags.StringLike);
        });
        return fits
            ? []
            : [`"${text}" is no value for ${path} (${this.#checker.typeToString(type)})`];
    }

    #itemOf(type: ts.Type): ts.Type | undefined {
        return type.symbol?.name === 'Array'
            ? this.#checker.getTypeArguments(type as ts.TypeReference)[0]
            : undefined;
    }

    #isRequired(property: ts.Symbol): boolean {
        const type = this.#checker.getTypeOfSymbol(property);
        return (
            !(property.flags & ts.SymbolFlags.Optional) &&
            this.#itemOf(type) === undefined &&
            type === this.#checker.getNonNullableType(type)
        );
    }
}
