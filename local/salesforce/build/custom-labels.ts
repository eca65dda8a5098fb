import { parseMetadata } from './metadata-xml.ts';

interface LabelsFile {
    readonly CustomLabels?: { readonly labels?: readonly { fullName: string; value?: string }[] };
}

/**
 * The custom labels of a `CustomLabels.labels-meta.xml`, by name.
 * @param xml the file's text; empty when the package has no labels
 */
export function customLabels(xml: string): ReadonlyMap<string, string> {
    const labels = (parseMetadata(xml) as LabelsFile).CustomLabels?.labels ?? [];
    return new Map(labels.map(({ fullName, value }) => [fullName, value ?? '']));
}
