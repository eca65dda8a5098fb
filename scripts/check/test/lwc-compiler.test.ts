import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lwcCompiler } from '../lwc-compiler.ts';
import { bundleMetadata, component, findingsOf, treeOf } from './broken-tree.ts';

const bundle = (script: string, template = '<template></template>'): Record<string, string> => ({
    'lwc/widget/widget.js': script,
    'lwc/widget/widget.html': template,
    'lwc/widget/widget.js-meta.xml': bundleMetadata()
});

test('passes a component that an org takes', async (t) => {
    assert.deepEqual(await findingsOf(lwcCompiler, await treeOf(t, bundle(component()))), []);
});

test('reports what the compiler refuses, with its place', async (t) => {
    const findings = await findingsOf(
        lwcCompiler,
        await treeOf(t, bundle(component('    @api open = true;')))
    );
    assert.equal(findings.length, 1);
    assert.match(
        findings[0]?.message ?? '',
        /Boolean public properties should not be initialized to "true"/
    );
    assert.match(findings[0]?.file ?? '', /lwc\/widget\/widget\.js$/);
    assert.equal(findings[0]?.line, 5);
});

test('reports a template that cannot be parsed', async (t) => {
    const findings = await findingsOf(
        lwcCompiler,
        await treeOf(t, bundle(component(), '<template><p></template>'))
    );
    assert.ok(findings.length > 0);
});

test('reports a bundle without a compiled script, whose class an org would drop', async (t) => {
    const files = {
        'lwc/widget/widget.ts': component(),
        'lwc/widget/widget.js-meta.xml': bundleMetadata()
    };
    const findings = await findingsOf(lwcCompiler, await treeOf(t, files));
    assert.match(findings[0]?.message ?? '', /No widget\.js/);
});
