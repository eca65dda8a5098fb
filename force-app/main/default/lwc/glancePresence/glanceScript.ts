/**
 * The globals of Glance's presence agent script, as far as they are documented or seen in public samples. Everything that
 * a real server may send is typed as loosely as it is known.
 */

export interface AuthorizeOptions {
    /** Host of the web server, without a scheme. */
    readonly webserver: string;
    readonly service: 'presence';
    readonly groupid: number;
    readonly credentials: {
        readonly partnerid: number;
        readonly partneruserid: string;
        readonly loginkey: string;
    };
    /** Life of the token in minutes, 1 to 120. */
    readonly duration: number;
    onsuccess(): void;
    onfail(reason: unknown): void;
}

interface Outcome {
    onsuccess(info?: unknown): void;
    onfail(reason: unknown): void;
}

export interface ScriptAgent {
    connect(): void;
    /** Absent in some versions of the script. */
    disconnect?: () => void;
    lookupVisitor(outcome: Outcome): void;
    invokeVisitor(call: Outcome & { readonly func: string; readonly args: object }): void;
    onvisitorconn?: ((event: { connected?: unknown }) => void) | null;
    onpresence?: ((presence: unknown) => void) | null;
    onterms?: ((event: { status?: unknown }) => void) | null;
    onvisitorsessionstart?: (() => void) | null;
    onvisitorsessionend?: (() => void) | null;
    onvisitorerror?: ((error: unknown) => void) | null;
    onerror?: ((error: unknown) => void) | null;
}

export interface GlanceScript {
    readonly Authorization: { authorize(options: AuthorizeOptions): void };
    readonly Presence: {
        readonly Agent: new (options: {
            presenceserver?: string;
            visitorid: string;
        }) => ScriptAgent;
    };
}
