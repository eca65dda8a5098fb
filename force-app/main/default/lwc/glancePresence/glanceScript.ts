/**
 * The globals of Glance's presence agent script, as far as they are documented, or known from running versions 6.2 to
 * 6.25. Everything that a real server may send is typed as loosely as it is known.
 */

export interface AuthorizeOptions {
    /** Host of the web server, without a scheme. This is the name that the scripts read … */
    readonly ws: string;
    /** … and this the documented one, which no version seen reads. */
    readonly webserver: string;
    readonly site: string;
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

export interface AgentOptions {
    readonly ws: string;
    readonly groupid: number;
    readonly site: string;
    readonly visitorid: string;
    /** Documented, and deleted by the constructor of all versions seen. */
    readonly presenceserver?: string;
}

export interface Outcome {
    onsuccess(info?: unknown): void;
    onfail(reason: unknown): void;
}

/** Handlers of an agent object. Always functions: 6.19 calls some of them without looking. */
export interface AgentHandlers {
    onconnected(): void;
    onclose(): void;
    onvisitorconn(event: { connected?: unknown } | null | undefined): void;
    onvisibility(event: { visibility?: unknown } | null | undefined): void;
    onpresence(presence: unknown): void;
    onterms(event: { status?: unknown } | null | undefined): void;
    onvisitorsessionstart(): void;
    onvisitorsessionend(event: { reason?: unknown } | null | undefined): void;
    onvisitorerror(error: unknown): void;
    onerror(error: unknown): void;
}

export interface ScriptAgent extends Partial<AgentHandlers> {
    connect(): void;
    /** Absent in some versions of the script. */
    disconnect?: () => void;
    lookupVisitor(outcome: Outcome): void;
    invokeVisitor(call: Outcome & { readonly func: string; readonly args: object }): void;
}

export interface GlanceScript {
    /** Such as `6.25.0.1303007859`. */
    readonly VERSION?: unknown;
    readonly Authorization: {
        authorize(options: AuthorizeOptions): void;
        setToken?: (token: string) => void;
        clearToken?: () => void;
        authorized?: () => boolean;
    };
    readonly Presence: { readonly Agent: new (options: AgentOptions) => ScriptAgent };
}
