import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The package's Apex test classes, by name: those with a method that is a test. */
export function testClassesIn(project: string): string[] {
    const classes = join(project, 'force-app', 'main', 'default', 'classes');
    return readdirSync(classes)
        .filter((file) => file.endsWith('.cls'))
        .filter((file) =>
            /@IsTest\b[^{;]*\bstatic\b/i.test(readFileSync(join(classes, file), 'utf8'))
        )
        .map((file) => file.slice(0, -'.cls'.length))
        .sort();
}
