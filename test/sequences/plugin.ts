/** What the sequences see of `c/glanceJoinSession`: the types of the bundles are not to be had outside of them. */

export interface JoinState {
    readonly status: string;
    readonly attempts: number;
    /** While in session: whether the visitor's page did not end it when it was asked to. */
    readonly session?: { readonly endRefused: boolean };
}

export interface ViewerRequest {
    readonly sessionKey: string;
}

export interface JoinSession {
    readonly target: { readonly visitorId: string };
    readonly state: JoinState;
    join(
        request: object,
        handlers: {
            readonly hooks: readonly never[];
            readonly recordId: null;
            readonly objectApiName: null;
            openViewer(request: ViewerRequest): void;
        }
    ): void;
    cancel(): void;
    end(): void;
    markEnded(): void;
}

export interface SharedJoinSession {
    readonly session: JoinSession;
    release(): void;
}
