import { Raised } from '../language/errors.ts';
import type { SystemClass } from '../language/system-class.ts';
import { ApexBlob } from '../language/values.ts';

const CHARSETS: Readonly<Record<string, BufferEncoding>> = {
    'utf-8': 'utf8',
    utf8: 'utf8',
    'iso-8859-1': 'latin1',
    'us-ascii': 'latin1'
};

function charsetOf(name: string): BufferEncoding {
    const charset = CHARSETS[name.toLowerCase()];
    if (charset === undefined) {
        throw new Raised('StringException', `Unsupported encoding: ${name}`);
    }
    return charset;
}

/**
 * Text as a form sends it: a space is `+`, and letters, digits, `-`, `_`, `.` and `*` stay.
 * @see https://url.spec.whatwg.org/#application-x-www-form-urlencoded-percent-encode-set
 */
export function urlEncode(text: string, charset: string): string {
    let encoded = '';
    for (const byte of Buffer.from(text, charsetOf(charset))) {
        const char = String.fromCharCode(byte);
        if (/[A-Za-z0-9._*-]/.test(char)) {
            encoded += char;
        } else {
            encoded += char === ' ' ? '+' : `%${hex(byte)}`;
        }
    }
    return encoded;
}

function hex(byte: number): string {
    return byte.toString(16).toUpperCase().padStart(2, '0');
}

function urlDecode(text: string, charset: string): string {
    const bytes: number[] = [];
    const encoding = charsetOf(charset);
    for (let i = 0; i < text.length; i++) {
        const char = text[i]!;
        if (char === '%') {
            const digits = text.slice(i + 1, i + 3);
            if (!/^[0-9A-Fa-f]{2}$/.test(digits)) {
                throw new Raised(
                    'IllegalArgumentException',
                    `URLDecoder: Illegal hex characters in escape (%) pattern: ${digits}`
                );
            }
            bytes.push(Number.parseInt(digits, 16));
            i += 2;
        } else {
            bytes.push(...Buffer.from(char === '+' ? ' ' : codePointAt(text, i), encoding));
            i += codePointAt(text, i).length - 1;
        }
    }
    return Buffer.from(bytes).toString(encoding);
}

function codePointAt(text: string, index: number): string {
    return String.fromCodePoint(text.codePointAt(index)!);
}

function base64Decode(text: string): ApexBlob {
    const plain = text.replace(/\s/g, '');
    const strange = /[^A-Za-z0-9+/=]/.exec(plain);
    if (strange) {
        throw new Raised('StringException', `Unrecognized base64 character: ${strange[0]}`);
    }
    return new ApexBlob(Buffer.from(plain, 'base64'));
}

function convertFromHex(text: string): ApexBlob {
    if (!/^([0-9A-Fa-f]{2})*$/.test(text)) {
        throw new Raised('InvalidParameterValueException', `Invalid hexadecimal text: ${text}`);
    }
    return new ApexBlob(Buffer.from(text, 'hex'));
}

/**
 * Encodings of bytes and of URLs.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_encodingUtil.htm
 */
export function encodingUtilClass(): SystemClass {
    return {
        name: 'EncodingUtil',
        methods: {
            'static Blob base64Decode(String text)': base64Decode,
            'static String base64Encode(Blob bytes)': ({ bytes }: ApexBlob) =>
                bytes.toString('base64'),
            'static Blob convertFromHex(String text)': convertFromHex,
            'static String convertToHex(Blob bytes)': ({ bytes }: ApexBlob) =>
                bytes.toString('hex'),
            'static String urlDecode(String text, String charset)': urlDecode,
            'static String urlEncode(String text, String charset)': urlEncode
        }
    };
}
