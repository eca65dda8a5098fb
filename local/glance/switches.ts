/** How this Glance behaves: what is unknown of the real one, and what can go wrong; each explained in {@link SWITCHES}. */
export interface Misbehaviour {
    latencyMs: number;
    tokenSeconds: number | null;
    keepaliveSeconds: number;
    keepMessagesSeconds: number;
    standingState: boolean;
    eventsToAllAgents: boolean;
    blurOtherPages: boolean;
    emptyAbsentVisitor: boolean;
    expiredKeyStatus: number;
    closeExpiredSockets: boolean;
    sessionLookupCors: boolean;
    refuseAuthorization: boolean;
    authorizationStatus: number | null;
    expireLoginKeys: boolean;
    presenceOff: boolean;
    settingsStatus: number | null;
    presenceStatus: number | null;
    refuseLookups: boolean;
    refuseInvokes: boolean;
    refuseConnections: boolean;
    neverShowTerms: boolean;
    autoDecline: boolean;
    repeatedTerms: boolean;
    startSessionFails: 'dupkey' | 'service' | null;
}

/** One switch: its name, its default, and how the stage page shows it. */
export type Switch = {
    readonly name: keyof Misbehaviour;
    readonly label: string;
    readonly hint: string;
    /** Of what is unknown the unkinder choice. */
    readonly standard: Misbehaviour[keyof Misbehaviour];
} & (
    | { readonly kind: 'flag' }
    | { readonly kind: 'number'; readonly nullable: boolean }
    | { readonly kind: 'choice'; readonly nullable: boolean; readonly choices: readonly string[] }
);

type Name = keyof Misbehaviour;

/** What Glance's scripts don't decide, each with the unkinder choice as its default, and what can go wrong. */
export const SWITCHES: readonly Switch[] = [
    // Not known of the real service.
    flag('standingState', false, 'Tell the standing state', 'to an agent who has just connected'),
    flag(
        'eventsToAllAgents',
        true,
        'Terms and sessions reach all agents',
        'off: only who asked last'
    ),
    flag('blurOtherPages', true, 'Blur a visitor’s other pages', 'when one of them gets the focus'),
    number(
        'keepMessagesSeconds',
        0,
        'Keep messages',
        'seconds between two pages of a visitor; 0: lost'
    ),
    number('keepaliveSeconds', 30, 'Keepalive', 'seconds; new connections only'),
    flag(
        'emptyAbsentVisitor',
        true,
        'Absent visitors look up as {}',
        'off: a record without visitorid'
    ),
    number('expiredKeyStatus', 401, 'Bad login key', 'status of the answer to authorize'),
    flag(
        'closeExpiredSockets',
        false,
        'Close sockets when their token runs out',
        'off: they live on'
    ),
    flag(
        'sessionLookupCors',
        false,
        'Browsers may look up sessions',
        'LookupPartnerSession2 with CORS headers'
    ),
    // What can go wrong.
    number('latencyMs', 0, 'Latency', 'milliseconds added to every answer and message'),
    orNull('tokenSeconds', 'Token lifetime', 'seconds; empty: as long as the agent asked for'),
    flag('refuseAuthorization', false, 'Refuse authorization', 'whatever the login key'),
    orNull(
        'authorizationStatus',
        'Authorization answers',
        'an HTTP status such as 500; empty: as it should'
    ),
    flag(
        'expireLoginKeys',
        false,
        'Login keys have expired',
        'for authorization, the viewer and look-ups of sessions'
    ),
    flag('presenceOff', false, 'Presence is off', 'for all groups'),
    orNull('settingsStatus', 'Settings answer', 'an HTTP status such as 500'),
    orNull('presenceStatus', 'Presence calls answer', 'an HTTP status such as 503'),
    flag('refuseLookups', false, 'Refuse lookups', '403 for lookupvisitor, findvisitor and query'),
    flag('refuseInvokes', false, 'Refuse invocations', '403 for signalvisitor; silence on sockets'),
    flag('refuseConnections', false, 'Refuse new connections', 'of agents and of visitors'),
    flag('neverShowTerms', false, 'Never show the terms', 'the request is taken and forgotten'),
    flag('autoDecline', false, 'Decline by itself', 'the terms are displayed and declined'),
    flag('repeatedTerms', false, 'Repeat terms events', 'agents hear each of them twice'),
    {
        kind: 'choice',
        name: 'startSessionFails',
        standard: null,
        nullable: true,
        choices: ['dupkey', 'service'],
        label: 'Sessions don’t start',
        hint: 'after the customer accepted'
    }
];

function flag(name: Name, standard: boolean, label: string, hint: string): Switch {
    return { kind: 'flag', name, standard, label, hint };
}

function number(name: Name, standard: number, label: string, hint: string): Switch {
    return { kind: 'number', nullable: false, name, standard, label, hint };
}

function orNull(name: Name, label: string, hint: string): Switch {
    return { kind: 'number', nullable: true, name, standard: null, label, hint };
}
