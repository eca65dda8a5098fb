import { XMLParser } from 'fast-xml-parser';

const LISTS = new Set([
    'CustomLabels.labels',
    'LightningComponentBundle.targets.target',
    'LightningComponentBundle.targetConfigs.targetConfig',
    'LightningComponentBundle.targetConfigs.targetConfig.property',
    'LightningComponentBundle.targetConfigs.targetConfig.objects.object',
    'LightningComponentBundle.targetConfigs.targetConfig.supportedFormFactors.supportedFormFactor'
]);

const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    isArray: (_name, path) => LISTS.has(String(path))
});

/** Parses a metadata file; texts stay texts, elements that may repeat are always arrays. */
export function parseMetadata(xml: string): Record<string, unknown> {
    return parser.parse(xml) as Record<string, unknown>;
}
