import { join, relative } from 'node:path';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Check, Finding } from './finding.ts';
import { ask } from '../programs.ts';
import { ensureJava } from './java.ts';

interface Report {
    readonly files: readonly {
        readonly path: string;
        readonly messages: readonly {
            readonly start: { readonly line: number };
            readonly category: string;
            readonly message: string;
        }[];
    }[];
}

/** The type check that an org makes when Apex is saved: classes, methods, fields, labels, arguments. */
export const apexTypes: Check = {
    name: 'Apex types',
    async run(tree) {
        const java = ensureJava();
        if (java.missing !== undefined) {
            return { skipped: java.missing };
        }
        const workspace = await mkdtemp(join(tmpdir(), 'apex-types-'));
        try {
            // A project of its own: the tool looks for packages only below the project file, and takes none twice.
            const project = {
                packageDirectories: [{ path: 'force-app', default: true }],
                namespace: tree.namespace ?? '',
                sourceApiVersion: tree.apiVersion
            };
            await cp(tree.built, join(workspace, 'force-app'), { recursive: true });
            await writeFile(join(workspace, 'sfdx-project.json'), JSON.stringify(project));
            const jars = join(
                tree.project,
                'node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib/*'
            );
            const args = [
                '-cp',
                jars,
                'io.github.apexdevtools.apexls.CheckForIssues',
                '-w',
                workspace,
                '-n',
                '-f',
                'json'
            ];
            const { output, errors } = ask('java', args);
            if (!output.trim().startsWith('{')) {
                return {
                    findings: [
                        {
                            file: '.',
                            message: `The Apex type check did not run: ${errors || output}`
                        }
                    ]
                };
            }
            return {
                findings: findingsOf(JSON.parse(output) as Report, join(workspace, 'force-app'))
            };
        } finally {
            await rm(workspace, { recursive: true, force: true });
        }
    }
};

function findingsOf(report: Report, root: string): Finding[] {
    return report.files.flatMap(({ path, messages }) =>
        messages.map(({ start, category, message }) => ({
            file: relative(root, path),
            line: start.line,
            message: `${category}: ${message}`
        }))
    );
}
