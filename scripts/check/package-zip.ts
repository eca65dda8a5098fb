import { ComponentSet, MetadataConverter } from '@salesforce/source-deploy-retrieve';
import JSZip from 'jszip';
import type { Check, Finding } from './finding.ts';

/** What would be sent to an org: path in the zip → content. */
export type PackageContent = ReadonlyMap<string, string>;

/** What must never be in it. */
const forbiddenPaths: readonly (readonly [RegExp, string])[] = [
    [/\.ts$/, 'TypeScript'],
    [/\.map$/, 'a source map'],
    [/(^|\/)__(tests|mocks|utam)__\/|\.test\.js$/, 'a test'],
    [
        /(^|\/)(tsconfig[^/]*|jsconfig|package|package-lock)\.json$/,
        'configuration of the workplace'
    ],
    [/(^|\/)\.[^/]+$/, 'a hidden file']
];

const secrets: readonly (readonly [RegExp, string])[] = [
    [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
    [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, 'a token'],
    [/\$1\$\d{10}\$[\w-]{43}/, 'a login key'],
    [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, 'an access key'],
    [
        /\b(?:api[_-]?key|password|passwd|secret|token)\b["']?\s*(?:=|:|=>)\s*["'][^"'\s]{8,}["']/i,
        'a secret in a literal'
    ],
    [
        /<(password|oauthToken|oauthRefreshToken|awsAccessSecret|consumerSecret)>[^<]+</,
        'a secret of a credential'
    ],
    [
        /<parameterType>AuthParameter<\/parameterType>\s*<parameterValue>[^<]+</,
        'a secret of a credential'
    ]
];

/** Apex tests hold published examples of keys, made with keys that open nothing. */
const examples = /^classes\/\w+(Test|TestData)\.cls$/;

/** The zip that a deployment sends: it can be made, and holds neither TypeScript nor tests nor secrets. */
export const packageZip: Check = {
    name: 'Deployable zip',
    async run({ built, apiVersion }) {
        const findings: Finding[] = [];
        for (const [file, content] of await packageContent(built, apiVersion)) {
            for (const [pattern, what] of forbiddenPaths) {
                if (pattern.test(file)) {
                    findings.push({ file, message: `The zip would hold ${what}` });
                }
            }
            for (const [pattern, what] of examples.test(file) ? [] : secrets) {
                if (pattern.test(content)) {
                    findings.push({ file, message: `Looks like ${what}` });
                }
            }
        }
        return { findings };
    }
};

/** Makes the zip as the Salesforce CLI does, in memory. */
export async function packageContent(built: string, apiVersion: string): Promise<PackageContent> {
    const components = ComponentSet.fromSource(built);
    components.apiVersion = apiVersion;
    components.sourceApiVersion = apiVersion;
    const { zipBuffer } = await new MetadataConverter().convert(components, 'metadata', {
        type: 'zip'
    });
    if (zipBuffer === undefined) {
        throw new Error('No zip was made.');
    }
    const zip = await JSZip.loadAsync(zipBuffer);
    const files = Object.values(zip.files).filter((file) => !file.dir);
    const content = await Promise.all(
        files.map(async (file) => [file.name, await file.async('string')] as const)
    );
    return new Map(content.sort(([a], [b]) => (a < b ? -1 : 1)));
}
