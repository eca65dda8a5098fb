import type { Plugin } from 'rollup';
import ts from 'typescript';

/**
 * Strips types before the LWC compiler sees a module. Components keep decorators and class fields as they are for it;
 * other modules are taken down to what it understands, which excludes private methods.
 * @param componentsFolder where components are
 */
export function typescript(componentsFolder: string): Plugin {
    return {
        name: 'typescript-strip',
        transform(code, id) {
            const [file = id] = id.split('?');
            if (!file.endsWith('.ts')) {
                return null;
            }
            const { outputText } = ts.transpileModule(code, {
                fileName: file,
                compilerOptions: {
                    target: file.startsWith(componentsFolder)
                        ? ts.ScriptTarget.ESNext
                        : ts.ScriptTarget.ES2021,
                    module: ts.ModuleKind.ESNext,
                    moduleResolution: ts.ModuleResolutionKind.Bundler,
                    experimentalDecorators: false,
                    useDefineForClassFields: true,
                    verbatimModuleSyntax: true,
                    isolatedModules: true,
                    sourceMap: false
                }
            });
            return { code: outputText, map: null };
        }
    };
}
