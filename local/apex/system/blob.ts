import { Raised } from '../language/errors.ts';
import type { SystemClass } from '../language/system-class.ts';
import { ApexBlob } from '../language/values.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text that bytes are in UTF-8.
 * @throws Raised `StringException`
 */
export function textOfBytes(bytes: Buffer): string {
    try {
        return decoder.decode(bytes);
    } catch {
        throw new Raised('StringException', 'BLOB is not a valid UTF-8 string');
    }
}

/**
 * Bytes.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_blob.htm
 */
export function blobClass(): SystemClass {
    return {
        name: 'Blob',
        methods: {
            'static Blob valueOf(String text)': (text: string) => new ApexBlob(Buffer.from(text)),
            'Integer size()': ({ bytes }: ApexBlob) => bytes.length,
            'String toString()': ({ bytes }: ApexBlob) => textOfBytes(bytes)
        }
    };
}
