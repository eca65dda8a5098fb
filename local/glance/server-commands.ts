import type { Link } from './link.ts';
import type { Commands, ServerWord } from './misbehaviour.ts';
import type { PresenceHub } from './presence-hub.ts';
import type { SessionHub } from './session-hub.ts';
import type { ServerToBoth } from './wire.ts';

/** Named by `redirect`. Glance's scripts reconnect when it differs from their host, and ask anew where. */
const ELSEWHERE = 'pr2.glance.net';

/** What happens at once when the stage or a test asks for it. */
export function serverCommands(
    presence: PresenceHub,
    sessions: SessionHub,
    voidTokens: () => void
): Commands {
    return {
        dropAgentConnections: (how = 'close') =>
            each(presence.agentLinks(), (link) => link.drop(how, 1001)),
        dropVisitorConnections: (how = 'close') =>
            each(presence.visitorLinks(), (link) => link.drop(how, 1001)),
        tellAgents: (word) => each(presence.agentLinks(), (link) => link.send(message(word))),
        tellVisitors: (word) =>
            each(presence.visitorLinks(), (link) =>
                link.send(word === 'blur' ? { type: 'blur' } : message(word))
            ),
        endSessions: () => sessions.endAll(),
        voidTokens: () => {
            voidTokens();
            return 0;
        }
    };
}

function each<Item extends Link<never>>(
    links: readonly Item[],
    task: (link: Item) => void
): number {
    for (const link of links) {
        task(link);
    }
    return links.length;
}

function message(word: ServerWord): ServerToBoth {
    return word === 'redirect' ? { type: word, data: { direct: ELSEWHERE } } : { type: word };
}
