import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseMetadata } from '../build/metadata-xml.ts';

type Value = string | number | boolean | null;

interface MetadataFile {
    readonly CustomMetadata?: { readonly values?: unknown };
}

interface FieldValue {
    readonly field: string;
    readonly value: string | Readonly<Record<string, string>>;
}

/**
 * The records of a custom metadata type, by developer name.
 * @param folder a `customMetadata` folder; none is an org without records
 * @param type without the suffix, such as `Glance_Settings`
 */
export async function customMetadata(
    folder: string,
    type: string
): Promise<Record<string, Record<string, Value>>> {
    const files = (await readdir(folder).catch(() => [])).filter(
        (file) => file.startsWith(`${type}.`) && file.endsWith('.md-meta.xml')
    );
    const records = await Promise.all(
        files.map(async (file) => {
            const name = file.slice(type.length + 1, -'.md-meta.xml'.length);
            return [name, metadataFields(await readFile(path.join(folder, file), 'utf8'))] as const;
        })
    );
    return Object.fromEntries(records);
}

/** The fields of one record's `md-meta.xml`. */
export function metadataFields(xml: string): Record<string, Value> {
    const values = (parseMetadata(xml) as MetadataFile).CustomMetadata?.values ?? [];
    const list = (Array.isArray(values) ? values : [values]) as FieldValue[];
    return Object.fromEntries(list.map(({ field, value }) => [field, valueOf(value)]));
}

function valueOf(value: FieldValue['value']): Value {
    if (typeof value === 'string') {
        return value;
    }
    const text = value['#text'];
    if (value['xsi:nil'] === 'true' || text === undefined) {
        return null;
    }
    switch (value['xsi:type']) {
        case 'xsd:boolean':
            return text === 'true';
        case 'xsd:double':
        case 'xsd:int':
            return Number(text);
        default:
            return text;
    }
}
