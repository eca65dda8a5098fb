import { compileBundles } from './bundles.ts';
import { join } from 'node:path';
import type { Check, Finding } from './finding.ts';

/** What the compiler calls an error; warnings and remarks are not for an org to refuse. */
const fatal = [0, 1];

/** The LWC compiler that an org runs when a bundle is saved. */
export const lwcCompiler: Check = {
    name: "Org's LWC compiler",
    async run(tree) {
        const findings: Finding[] = [];
        for (const { bundle, output } of await compileBundles(tree)) {
            if (output === undefined) {
                findings.push({
                    file: bundle.folder,
                    message: `No ${bundle.name}.js: an org drops its class silently.`
                });
                continue;
            }
            const diagnostics = [
                ...output.diagnostics,
                ...(output.results ?? []).flatMap((result) => result.diagnostics)
            ];
            for (const { level, message, filename, location } of diagnostics) {
                if (fatal.includes(level)) {
                    findings.push({
                        file: join(bundle.folder, filename ?? `${bundle.name}.js`),
                        ...(location === undefined ? {} : { line: location.line }),
                        message
                    });
                }
            }
        }
        return { findings };
    }
};
