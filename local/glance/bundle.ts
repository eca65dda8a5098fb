import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup, type Plugin } from 'rollup';
import ts from 'typescript';

/** One classic script from a TypeScript entry and everything that it imports. */
export async function bundle(input: string): Promise<string> {
    const built = await rollup({
        input,
        plugins: [nodeResolve({ browser: true, extensions: ['.ts', '.js'] }), stripTypes()]
    });
    const { output } = await built.generate({ format: 'iife', inlineDynamicImports: true });
    await built.close();
    return output[0].code;
}

function stripTypes(): Plugin {
    return {
        name: 'strip-types',
        transform(code, id) {
            if (!id.endsWith('.ts')) {
                return null;
            }
            const { outputText } = ts.transpileModule(code, {
                fileName: id,
                compilerOptions: {
                    target: ts.ScriptTarget.ES2022,
                    module: ts.ModuleKind.ESNext,
                    verbatimModuleSyntax: true
                }
            });
            return { code: outputText, map: null };
        }
    };
}
