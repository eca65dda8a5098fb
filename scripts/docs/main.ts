/** `npm run docs`: writes the documents that are made from the code. */
import { writeFile } from 'node:fs/promises';
import { troubleshooting, troubleshootingFile } from './troubleshooting.ts';

await writeFile(troubleshootingFile, await troubleshooting());
console.log('docs/troubleshooting.md is up to date.');
