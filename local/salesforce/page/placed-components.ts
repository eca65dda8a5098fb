import type { LightningElement } from 'lwc';
import { bundles } from './bundles.ts';
import { designValues } from './design-values.ts';
import { orgContext, type FlexiPage, type PlacedComponent } from './org-context.ts';

/** A component on a page, ready to be made. */
export interface PlacedElement {
    readonly key: string;
    readonly constructor: typeof LightningElement | undefined;
    /** Why it can't be made. */
    readonly error: string | undefined;
    readonly properties: Readonly<Record<string, unknown>>;
    /** Whether it declares `recordId`. */
    readonly takesRecord: boolean;
}

/** The package's components on a page. One that isn't offered on such pages is not there: App Builder wouldn't take it. */
export async function placedComponents(
    type: FlexiPage['type'],
    {
        objectApiName,
        name
    }: { readonly objectApiName?: string | undefined; readonly name?: string | undefined }
): Promise<PlacedElement[]> {
    const page = orgContext().pages.find(
        (candidate) =>
            candidate.type === type &&
            candidate.objectApiName === objectApiName &&
            candidate.name === name
    );
    const target = `lightning__${type}`;
    const placed = (page?.components ?? []).filter(({ component }) => {
        const entry = bundles().manifest.bundles[component.replace('c/', '')];
        return entry === undefined || entry.config.targets.includes(target);
    });
    return Promise.all(placed.map((component, i) => placedElement(component, type, i)));
}

/** A component as it is on a page of a kind. Never rejects: what goes wrong is told in the page. */
export async function placedElement(
    placed: PlacedComponent,
    type: FlexiPage['type'],
    position: number
): Promise<PlacedElement> {
    const { manifest, loader } = bundles();
    const key = `${position} ${placed.component}`;
    const entry = manifest.bundles[placed.component.replace('c/', '')];
    const failed = (error: string): PlacedElement => ({
        key,
        constructor: undefined,
        error,
        properties: {},
        takesRecord: false
    });
    if (entry === undefined) {
        return failed(`The package has no ${placed.component}.`);
    }
    try {
        return {
            key,
            constructor: await loader.component(placed.component),
            error: undefined,
            properties: designValues(entry, type, placed.properties),
            takesRecord: entry.publicProperties.some(({ name }) => name === 'recordId')
        };
    } catch (thrown) {
        console.error(thrown);
        return failed(`${placed.component} fails to load: ${String(thrown)}`);
    }
}
