/** What came in since the start, counted. */
export interface TrafficCounts {
    authorizations: number;
    authorizationsRefused: number;
    agentConnections: number;
    agentConnectionsRefused: number;
    visitorConnections: number;
    presencePosts: number;
    lookups: number;
    invokes: number;
    signals: number;
    sessionsStarted: number;
    viewers: number;
    viewersRefused: number;
}

export function noTraffic(): TrafficCounts {
    return {
        authorizations: 0,
        authorizationsRefused: 0,
        agentConnections: 0,
        agentConnectionsRefused: 0,
        visitorConnections: 0,
        presencePosts: 0,
        lookups: 0,
        invokes: 0,
        signals: 0,
        sessionsStarted: 0,
        viewers: 0,
        viewersRefused: 0
    };
}
