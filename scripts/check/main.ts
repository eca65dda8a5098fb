/** `npm run check`: what an org, or a security review, would object to; found without an org. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkedNamespace } from '../build/for-package.ts';
import { buildDirectory, buildProject } from '../build/force-app.ts';
import { optionsGiven } from '../options-given.ts';
import { root } from '../programs.ts';
import { apexRules } from './apex-rules.ts';
import { apexSource } from './apex-source.ts';
import { apexTypes } from './apex-types.ts';
import { appBuilder } from './app-builder.ts';
import { errorCodes } from './error-codes.ts';
import { checkedTree } from './checked-tree.ts';
import { deployable } from './deployable.ts';
import type { Check } from './finding.ts';
import { flows } from './flows.ts';
import { lwcCompiler } from './lwc-compiler.ts';
import { mergeFields } from './merge-fields.ts';
import { metadataReferences } from './metadata-references.ts';
import { metadataXml } from './metadata-xml.ts';
import { packageZip } from './package-zip.ts';
import { references } from './references.ts';
import { summarize } from './summary.ts';

const checks: readonly Check[] = [
    lwcCompiler,
    references,
    appBuilder,
    mergeFields,
    metadataXml,
    metadataReferences,
    deployable,
    flows,
    errorCodes,
    apexSource,
    apexTypes,
    apexRules,
    packageZip
];

const usage = `Usage: npm run check -- [options]

  --no-build     check what is built already
  --api-version  check for another API version of Salesforce, such as 67.0
  --namespace    build and check as a package with that namespace`;

process.exitCode = await main();

async function main(): Promise<number> {
    try {
        const options = {
            'no-build': { type: 'boolean', default: false },
            'api-version': { type: 'string' },
            namespace: { type: 'string' }
        } as const;
        const values = optionsGiven(options, usage);
        const { namespace, 'api-version': apiVersion } = values;
        if (apiVersion !== undefined && !/^\d{2}\.0$/.test(apiVersion)) {
            throw new Error(`--api-version takes a version such as 67.0.\n\n${usage}`);
        }
        const packageOptions =
            namespace === undefined
                ? undefined
                : { namespace: checkedNamespace(namespace), managed: false };
        if (!values['no-build'] || !existsSync(join(buildDirectory, 'force-app'))) {
            await buildProject(root, buildDirectory, packageOptions);
        }
        return await summarize(checks, await checkedTree(root, { apiVersion, namespace }));
    } catch (error) {
        console.error((error as Error).message);
        return 1;
    }
}
