import * as lwc from 'lwc';
import lightningModules from 'virtual:lightning-modules';
import type { BundleManifest } from './bundle-manifest.ts';
import { createExports, evaluateInSandbox } from './lightning-web-security.ts';
import { salesforceModule } from './salesforce-modules.ts';

type Factory = (...modules: unknown[]) => unknown;
type ComponentModule = { readonly default?: unknown };

/**
 * Loads the package's bundles as Lightning does: a bundle is evaluated once a page, after what it depends on, so that
 * all components share its module state.
 */
export class BundleLoader {
    readonly #manifest: BundleManifest;
    readonly #lws: boolean;
    readonly #modules = new Map<string, Promise<unknown>>();

    constructor(manifest: BundleManifest, { lws }: { lws: boolean }) {
        this.#manifest = manifest;
        this.#lws = lws;
    }

    /**
     * The constructor of a component.
     * @param component `c/glanceJoin`
     * @throws {Error} when there is no such bundle or it fails while it is evaluated
     */
    async component(component: string): Promise<typeof lwc.LightningElement> {
        const module = (await this.#load(component)) as ComponentModule | Factory;
        const constructor = typeof module === 'function' ? module : module.default;
        return constructor as typeof lwc.LightningElement;
    }

    #load(name: string): Promise<unknown> {
        const loaded = this.#modules.get(name) ?? this.#resolve(name);
        this.#modules.set(name, loaded);
        return loaded;
    }

    async #resolve(name: string): Promise<unknown> {
        if (name === 'lwc') {
            return lwc;
        }
        if (name.startsWith('c/')) {
            return this.#evaluate(name.slice(2));
        }
        if (name.startsWith('lightning/')) {
            return lightningModules[name];
        }
        return salesforceModule(name, this.#manifest.labels);
    }

    async #evaluate(name: string): Promise<unknown> {
        const entry = this.#manifest.bundles[name];
        if (entry === undefined) {
            throw new Error(`The package has no bundle "${name}".`);
        }
        const folder = this.#lws ? '/c' : '/c/without-lws';
        const response = await fetch(`${folder}/${name}.js`);
        const factory = factoryOf(await response.text());
        const exportsObject = this.#lws ? createExports() : {};
        const dependencies = await Promise.all(
            entry.dependencies.map(async (dependency) => ({
                name: dependency,
                module:
                    dependency === 'exports' ? exportsObject : await this.#dependency(dependency)
            }))
        );
        const result = this.#lws
            ? evaluateInSandbox(name, factory.toString(), dependencies)
            : factory(...dependencies.map(({ module }) => module));
        return result ?? exportsObject;
    }

    #dependency(name: string): Promise<unknown> | Factory {
        return name === 'require' ? this.#require : this.#load(name);
    }

    /** AMD's asynchronous `require`, which the compiler makes of a dynamic `import('c/x')`. */
    readonly #require: Factory = (names, onload, onerror) => {
        Promise.all((names as string[]).map((name) => this.#load(name))).then(
            (modules) => (onload as Factory)(...modules),
            (error: unknown) => (onerror as Factory)(error)
        );
    };
}

/** The factory of an AMD module. */
function factoryOf(code: string): Factory {
    let factory: Factory | undefined;
    const define = (_name: string, ...rest: unknown[]) => {
        factory = rest.at(-1) as Factory;
    };
    new Function('define', code)(define);
    if (factory === undefined) {
        throw new Error('The compiled bundle defines no module.');
    }
    return factory;
}
