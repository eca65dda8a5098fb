/** Runs anonymous Apex in an org of this project: `node --import tsx local/apex/run.ts file.apex`. Nothing is kept. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { createOrg } from './data/create-runtime.ts';
import { projectFolders, readProject } from './data/metadata/project.ts';
import { loadAnonymous } from './language/anonymous.ts';
import { ApexLoadErrors } from './language/errors.ts';
import { loadClasses } from './language/loader.ts';
import { describeFailure } from './language/text.ts';
import { systemClasses } from './system/index.ts';

const ROOT = path.join(import.meta.dirname, '../..');

function run(file: string): void {
    const project = readProject(projectFolders(ROOT));
    const { runtime, actor } = createOrg({
        project,
        systemClasses,
        users: [
            { profile: 'System Administrator', fields: { Username: 'admin', LastName: 'Admin' } }
        ],
        surroundings: {
            now: () => Date.now(),
            callout: () => {
                throw new Error('No callouts here');
            },
            certificate: () => null,
            debug: (text) => {
                process.stdout.write(`${text}\n`);
            }
        }
    });
    loadClasses(
        runtime,
        project.classes.map((each) => ({ file: path.relative(ROOT, each.file), text: each.source }))
    );
    const statements = loadAnonymous(runtime, readFileSync(file, 'utf8'), file);
    runtime.inTransaction(actor, false, statements);
}

const [file] = process.argv.slice(2);
if (file === undefined) {
    process.stderr.write('Usage: node --import tsx local/apex/run.ts file.apex\n');
    process.exitCode = 2;
} else {
    try {
        run(file);
    } catch (error) {
        process.stderr.write(
            `${error instanceof ApexLoadErrors ? error.message : describeFailure(error)}\n`
        );
        process.exitCode = 1;
    }
}
