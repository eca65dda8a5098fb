/** What came in since the start, counted, and what is open now. */
export interface TrafficCounts {
    authorizations: number;
    authorizationsRefused: number;
    settings: number;
    agentConnections: number;
    agentConnectionsRefused: number;
    visitorConnections: number;
    presencePosts: number;
    lookups: number;
    /** `findvisitor`: the script asks it before each connection and each invocation. */
    finds: number;
    invokes: number;
    signals: number;
    sessionsStarted: number;
    sessionLookups: number;
    viewers: number;
    viewersRefused: number;
    /** Sockets at `/agent` that are open now, whether they have said who they are or not. */
    openAgentSockets: number;
    /** Sockets at `/visitorws` that are open now. */
    openVisitorSockets: number;
    /** `lookupvisitor` calls by visitor id. */
    lookupsByVisitor: Record<string, number>;
    /** Connected agents' sockets that are open now, by visitor id. None left: no entry. */
    agentSocketsByVisitor: Record<string, number>;
    /** Requests by the host that they were for, sockets included. */
    hosts: Record<string, number>;
}

export function noTraffic(): TrafficCounts {
    return {
        authorizations: 0,
        authorizationsRefused: 0,
        settings: 0,
        agentConnections: 0,
        agentConnectionsRefused: 0,
        visitorConnections: 0,
        presencePosts: 0,
        lookups: 0,
        finds: 0,
        invokes: 0,
        signals: 0,
        sessionsStarted: 0,
        sessionLookups: 0,
        viewers: 0,
        viewersRefused: 0,
        openAgentSockets: 0,
        openVisitorSockets: 0,
        lookupsByVisitor: {},
        agentSocketsByVisitor: {},
        hosts: {}
    };
}

/** Counts `by` more (or fewer) under a name; what comes to nothing is left out. */
export function count(counts: Record<string, number>, name: string, by = 1): void {
    counts[name] = (counts[name] ?? 0) + by;
    if (counts[name] === 0) {
        delete counts[name];
    }
}
