import { SWITCHES, type Misbehaviour } from './switches.ts';

export type { Misbehaviour } from './switches.ts';

/** What the server can be told to say to all open sockets. */
export type ServerWord = 'serverclose' | 'redirect' | 'scaledown';

/** What happens at once when asked for. Each returns how many it met. */
export interface Commands {
    /** Drops the event connections of all agents. `cut`: without a close frame. Default `close`. */
    dropAgentConnections(how?: 'close' | 'cut'): number;
    /** Drops the presence connections of all visitors. */
    dropVisitorConnections(how?: 'close' | 'cut'): number;
    tellAgents(word: ServerWord): number;
    tellVisitors(word: ServerWord | 'blur'): number;
    /** Ends all sessions, as the server would. */
    endSessions(): number;
    /** Makes all tokens that agents hold worthless. Open sockets stay. Returns 0. */
    voidTokens(): number;
}

/** The switches, and what happens at once when asked for. */
export interface Switchboard extends Commands {
    /** The switches as they stand. */
    get(): Readonly<Misbehaviour>;
    /**
     * Changes the named switches.
     * @throws {TypeError} naming a switch that doesn't exist or a value that doesn't fit it.
     */
    set(change: Partial<Misbehaviour>): void;
    /** Back to the defaults. */
    reset(): void;
}

/** @param commands how to carry out what happens at once. */
export function createSwitchboard(commands: Commands): Switchboard {
    let state = defaults();
    return {
        ...commands,
        get: () => state,
        set(change) {
            for (const [name, value] of Object.entries(change)) {
                check(name, value);
            }
            state = { ...state, ...change };
        },
        reset() {
            state = defaults();
        }
    };
}

function defaults(): Misbehaviour {
    return Object.fromEntries(
        SWITCHES.map(({ name, standard }) => [name, standard])
    ) as unknown as Misbehaviour;
}

function check(name: string, value: unknown): void {
    const found = SWITCHES.find((each) => each.name === name);
    if (!found) {
        throw new TypeError(`There is no switch "${name}".`);
    }
    const fits =
        (found.kind !== 'flag' && found.nullable && value === null) ||
        (found.kind === 'flag' && typeof value === 'boolean') ||
        (found.kind === 'choice' && found.choices.includes(value as string)) ||
        (found.kind === 'number' &&
            typeof value === 'number' &&
            Number.isFinite(value) &&
            value >= 0 &&
            value <= 86_400);
    if (!fits) {
        throw new TypeError(`The switch "${name}" takes ${wanted(found)}.`);
    }
}

function wanted(each: (typeof SWITCHES)[number]): string {
    if (each.kind === 'flag') {
        return 'true or false';
    }
    const what = each.kind === 'number' ? 'a number from 0 to 86400' : each.choices.join(', ');
    return each.nullable ? `${what} or null` : what;
}
