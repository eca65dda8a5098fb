import type { SystemClass } from '../language/system-class.ts';

type Methods = NonNullable<SystemClass['methods']>;

const XML: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;'
};

const CHARACTERS: Readonly<Record<string, string>> = {
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '"': '\\"',
    '\\': '\\\\'
};

/** What has a meaning in other languages, written so that it has none. */
export function escapes(): Methods {
    return {
        'String escapeCsv()': (text: string) =>
            /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
        'String escapeXml()': (text: string) => text.replace(/[&<>"']/g, (char) => XML[char]!),
        'String escapeHtml4()': (text: string) => text.replace(/[&<>"]/g, (char) => XML[char]!),
        'String unescapeXml()': unescapeXml,
        'String escapeJava()': (text: string) => escapeCharacters(text, /[\b\f\n\r\t"\\]/g),
        'String escapeEcmaScript()': (text: string) =>
            escapeCharacters(text, /[\b\f\n\r\t"\\]/g).replace(/['/]/g, '\\$&'),
        'String escapeUnicode()': escapeUnicode
    };
}

function escapeCharacters(text: string, pattern: RegExp): string {
    return escapeUnicode(text.replace(pattern, (char) => CHARACTERS[char]!));
}

function escapeUnicode(text: string): string {
    return text.replace(
        /[^ -~]/g,
        (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    );
}

export function unescapeXml(text: string): string {
    return text.replace(/&(#x[0-9a-fA-F]+|#\d+|amp|lt|gt|quot|apos);/g, (whole, name: string) => {
        if (name.startsWith('#')) {
            const code = name.startsWith('#x')
                ? parseInt(name.slice(2), 16)
                : Number(name.slice(1));
            return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
        }
        return Object.entries(XML).find(([, entity]) => entity === whole)![0];
    });
}
