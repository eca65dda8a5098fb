/** The ways in which the stand-in can be told to misbehave. All off by default. */
export interface Misbehaviour {
    /** Added to every answer and message, in milliseconds. */
    latencyMs: number;
    /** Authorization is refused, whatever the login key. */
    refuseAuthorization: boolean;
    /** Login keys count as expired, for authorization and for the viewer. */
    expireLoginKeys: boolean;
    /** New tokens live this many seconds, whatever was asked for. Null: as asked for. */
    tokenSeconds: number | null;
    /** Lookups fail with `authorization`. */
    refuseLookups: boolean;
    /** Invocations and signals fail with `authorization`. */
    refuseInvokes: boolean;
    /** New presence connections, of agents and of visitors, are refused. */
    refuseConnections: boolean;
    /** The terms are displayed and declined without the visitor. */
    autoDecline: boolean;
    /** A request for the terms is taken and never carried out. */
    neverShowTerms: boolean;
    /** Agents hear of a session's start again when the visitor moves on to another page. */
    repeatSessionStart: boolean;
}

const WELL_BEHAVED: Misbehaviour = {
    latencyMs: 0,
    refuseAuthorization: false,
    expireLoginKeys: false,
    tokenSeconds: null,
    refuseLookups: false,
    refuseInvokes: false,
    refuseConnections: false,
    autoDecline: false,
    neverShowTerms: false,
    repeatSessionStart: false
};

/** The switches, and what happens at once when asked for. */
export interface Switchboard {
    /** The switches as they stand. */
    get(): Readonly<Misbehaviour>;
    /**
     * Changes the named switches.
     * @throws {TypeError} naming a switch that doesn't exist or a value that doesn't fit it.
     */
    set(change: Partial<Misbehaviour>): void;
    /** Back to good behaviour. */
    reset(): void;
    /** Drops the event connections of all agents. Returns how many there were. */
    dropAgentConnections(): number;
    /** Drops the presence connections of all visitors. Returns how many there were. */
    dropVisitorConnections(): number;
}

/** @param drop how to carry out the two commands. */
export function createSwitchboard(
    drop: Pick<Switchboard, 'dropAgentConnections' | 'dropVisitorConnections'>
): Switchboard {
    const state: Misbehaviour = { ...WELL_BEHAVED };
    return {
        ...drop,
        get: () => ({ ...state }),
        set(change) {
            for (const [name, value] of Object.entries(change)) {
                check(name, value);
            }
            Object.assign(state, change);
        },
        reset() {
            Object.assign(state, WELL_BEHAVED);
        }
    };
}

function check(name: string, value: unknown): void {
    if (!Object.hasOwn(WELL_BEHAVED, name)) {
        throw new TypeError(`There is no switch "${name}".`);
    }
    const isNumber = name === 'latencyMs' || name === 'tokenSeconds';
    const fits = isNumber
        ? (name === 'tokenSeconds' && value === null) ||
          (typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 86_400)
        : typeof value === 'boolean';
    if (!fits) {
        throw new TypeError(
            `The switch "${name}" takes ${isNumber ? 'a number from 0 to 86400' : 'true or false'}.`
        );
    }
}
