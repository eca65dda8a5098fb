/** Builds what is deployed and packaged: `build/force-app`, TypeScript compiled to JavaScript, and `build/unpackaged`. */
import { buildDirectory, buildProject } from './build/force-app.ts';
import { checkedNamespace } from './build/for-package.ts';
import { optionsGiven } from './options-given.ts';
import { root } from './programs.ts';

const usage = `Usage: npm run build -- [options]

  --namespace  build for a package with that namespace
  --managed    build for a managed package: the API key's custom setting is protected; needs --namespace`;

process.exitCode = await main();

async function main(): Promise<number> {
    try {
        const options = {
            namespace: { type: 'string' },
            managed: { type: 'boolean', default: false }
        } as const;
        const { namespace, managed } = optionsGiven(options, usage);
        if (managed && namespace === undefined) {
            throw new Error(`--managed needs --namespace.\n\n${usage}`);
        }
        const { bundles, files } = await buildProject(
            root,
            buildDirectory,
            namespace === undefined
                ? undefined
                : { namespace: checkedNamespace(namespace), managed }
        );
        console.log(
            `Built ${bundles} Lightning web components (${files} files) into build/force-app.`
        );
        return 0;
    } catch (error) {
        console.error((error as Error).message);
        return 1;
    }
}
