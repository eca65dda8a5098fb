import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { compile } from '@lwc/sfdc-lwc-compiler';

const docs = resolve(import.meta.dirname, '../../../docs');

/** The code blocks of a document that begin with a comment that names a file: `// name.js`, `<!-- name.html -->`. */
async function filesIn(document: string): Promise<Record<string, string>> {
    const text = await readFile(join(docs, document), 'utf8');
    const blocks = text.matchAll(/```\w+\n(?:\/\/|<!--) (\w+\.\w+)(?: -->)?\n([\s\S]*?)```/g);
    return Object.fromEntries([...blocks].map(([, name = '', code = '']) => [name, code]));
}

test("the example of the developer guide passes the org's LWC compiler", async () => {
    const files = await filesIn('developer-guide.md');
    assert.deepEqual(Object.keys(files), ['orderJoin.js', 'orderJoin.html']);
    const { diagnostics, results } = await compile({
        bundle: {
            namespace: 'c',
            name: 'orderJoin',
            type: 'platform',
            files,
            options: { apiVersion: 66 }
        }
    });
    const all = [...diagnostics, ...(results ?? []).flatMap((result) => result.diagnostics)];
    assert.deepEqual(
        all.map(({ message }) => message),
        []
    );
});
