/**
 * Loads scripts and styles of static resources. This is what runs with `?lws=off`: a plain tag in the page. Under
 * Lightning Web Security `@locker/sandbox` replaces both functions by its own, which evaluate scripts in the sandbox.
 */
const loads = new Map<string, Promise<void>>();

/** Loads a script once a page. Rejects when it can't be fetched. */
export function loadScript(_component: unknown, url: string): Promise<void> {
    return load(url, () => {
        const script = document.createElement('script');
        script.src = url;
        return script;
    });
}

/** Loads a style sheet once a page. Rejects when it can't be fetched. */
export function loadStyle(_component: unknown, url: string): Promise<void> {
    return load(url, () => {
        const link = document.createElement('link');
        link.rel = 'stylesheet';
        link.href = url;
        return link;
    });
}

function load(url: string, create: () => HTMLElement): Promise<void> {
    const known = loads.get(url);
    if (known !== undefined) {
        return known;
    }
    const loaded = new Promise<void>((resolve, reject) => {
        const element = create();
        element.addEventListener('load', () => resolve());
        element.addEventListener('error', () =>
            reject(
                new Error(`lightning/platformResourceLoader encountered an error loading '${url}'.`)
            )
        );
        document.head.append(element);
    });
    loads.set(url, loaded);
    return loaded;
}
