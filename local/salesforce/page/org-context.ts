import type { UtilityItem } from './utilities.ts';

/** What the server tells the page about the org and its running user (`/stage/context.json`). */
export interface OrgContext {
    readonly user: { readonly id: string; readonly name: string; readonly email: string };
    /** API names of the custom permissions that the running user has. */
    readonly customPermissions: readonly string[];
    /** Part of a static resource's URL, changed whenever a resource changes. */
    readonly resourceVersion: string;
    readonly pages: readonly FlexiPage[];
    readonly utilities: readonly UtilityItem[];
    /** What the stage's admin would set on each component. */
    readonly stageDefaults: {
        readonly groupId: string;
        /** Empty when Glance is at its own hosts. */
        readonly webServer: string;
    };
    /** The customer's website, to link to. */
    readonly websiteUrl: string;
}

/** A Lightning page as App Builder saves it: components with their properties, by region. */
export interface FlexiPage {
    readonly type: 'RecordPage' | 'HomePage' | 'AppPage' | 'UtilityBar';
    /** API name of an app page. */
    readonly name?: string;
    /** For a record page: the object that it is for. */
    readonly objectApiName?: string;
    /** The package's own components: beside the record, on the home page's right, or all of an app page's. */
    readonly components: readonly PlacedComponent[];
}

/** A component on a page. Properties are as App Builder stores them: texts, numbers and booleans. */
export interface PlacedComponent {
    /** `c/glanceJoin` */
    readonly component: string;
    readonly properties: Readonly<Record<string, string | number | boolean>>;
}

let current: OrgContext | undefined;

/** Fetches the context once, before anything that depends on it is evaluated. */
export async function loadOrgContext(): Promise<OrgContext> {
    const response = await fetch('/stage/context.json', { cache: 'no-store' });
    current = (await response.json()) as OrgContext;
    return current;
}

/** The context that was fetched at start. */
export function orgContext(): OrgContext {
    if (current === undefined) {
        throw new Error('The page asks for the org before its context is loaded.');
    }
    return current;
}
