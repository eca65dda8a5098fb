import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { testClassesIn } from '../test-classes.ts';
import { emptyFolder } from './simulated-org.ts';

const classes: Readonly<Record<string, string>> = {
    GlanceOneTest:
        '@IsTest\nprivate class GlanceOneTest {\n    @IsTest\n    static void works() {}\n}',
    GlanceTwoTest:
        '@isTest\nprivate class GlanceTwoTest {\n    @isTest private static void works() {}\n}',
    GlanceThreeTest:
        '@IsTest\nclass GlanceThreeTest {\n    @IsTest(SeeAllData=false)\n    static void works() {}\n}',
    GlanceTestData:
        '@IsTest\npublic class GlanceTestData {\n    public static Contact contact() {}\n}',
    GlanceJoin: 'public class GlanceJoin {\n    @TestVisible\n    private static Integer count;\n}'
};

test('a test class is one with a test in it; helpers and other classes are none', async (t) => {
    const project = await emptyFolder(t);
    const folder = join(project, 'force-app', 'main', 'default', 'classes');
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(classes)) {
        await writeFile(join(folder, `${name}.cls`), text);
        await writeFile(join(folder, `${name}.cls-meta.xml`), '<ApexClass/>');
    }
    assert.deepEqual(testClassesIn(project), ['GlanceOneTest', 'GlanceThreeTest', 'GlanceTwoTest']);
});
