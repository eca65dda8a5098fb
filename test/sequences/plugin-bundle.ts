import { fileURLToPath } from 'node:url';
import { rollup, type Plugin } from 'rollup';
import ts from 'typescript';

const LWC = fileURLToPath(new URL('../../force-app/main/default/lwc/', import.meta.url));

/** What a platform module is here: its default export, or its named ones. */
const PLATFORM: readonly (readonly [RegExp, (rest: string) => string])[] = [
    [/^@salesforce\/label\/c\.(.+)$/, (name) => `export default ${JSON.stringify(name)};`],
    [
        /^@salesforce\/apex\/GlanceJoinController\.(.+)$/,
        (name) => `export default (given) => globalThis.apex.${name}(given);`
    ],
    [/^@salesforce\/(.+)$/, (name) => `export default ${JSON.stringify(name)};`],
    [
        /^lightning\/platformResourceLoader$/,
        () => 'export const loadScript = () => globalThis.loadScript();'
    ],
    [
        /^lightning\/messageService$/,
        () =>
            'export const createMessageContext = () => ({}); export const publish = () => undefined; export const releaseMessageContext = () => undefined;'
    ]
];

let built: Promise<string> | undefined;

/** The plugin's headless modules, as they are, in one classic script that defines `plugin`. */
export function pluginScript(): Promise<string> {
    return (built ??= build());
}

async function build(): Promise<string> {
    const bundle = await rollup({
        input: 'c/glanceJoinSession',
        plugins: [platform(), typescript()]
    });
    const { output } = await bundle.generate({ format: 'iife', name: 'plugin' });
    await bundle.close();
    return output[0].code;
}

function platform(): Plugin {
    return {
        name: 'platform',
        resolveId(id, importer) {
            const bundle = /^c\/(.+)$/.exec(id)?.[1];
            if (bundle !== undefined) {
                return `${LWC}${bundle}/${bundle}.ts`;
            }
            if (id.startsWith('./') && importer !== undefined) {
                return fileURLToPath(new URL(`${id}.ts`, `file://${importer}`));
            }
            return PLATFORM.some(([pattern]) => pattern.test(id)) ? `\0${id}` : null;
        },
        load(id) {
            const name = id.replace('\0', '');
            const [pattern, write] = PLATFORM.find(([known]) => known.test(name)) ?? [];
            return id.startsWith('\0') && pattern && write
                ? write(pattern.exec(name)?.[1] ?? '')
                : null;
        }
    };
}

function typescript(): Plugin {
    return {
        name: 'typescript',
        transform(code, id) {
            if (!id.endsWith('.ts')) {
                return null;
            }
            const { outputText } = ts.transpileModule(code, {
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
