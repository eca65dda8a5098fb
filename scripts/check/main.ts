/** `npm run check`: what an org, or a security review, would object to; found without an org. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildForceApp } from '../build/force-app.ts';
import { apexRules } from './apex-rules.ts';
import { apexTypes } from './apex-types.ts';
import { appBuilder } from './app-builder.ts';
import { errorCodes } from './error-codes.ts';
import type { Check, Tree } from './finding.ts';
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
    errorCodes,
    apexTypes,
    apexRules,
    packageZip
];

const project = resolve(import.meta.dirname, '../..');
const tree: Tree = {
    project,
    built: join(project, 'build', 'force-app'),
    source: join(project, 'force-app')
};
if (!process.argv.includes('--no-build') || !existsSync(tree.built)) {
    await buildForceApp();
}
process.exitCode = await summarize(checks, tree);
