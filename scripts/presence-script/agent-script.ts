import { Script } from 'node:vm';

/** Where Glance keeps its scripts, by environment. */
export const scriptHosts = {
    production: 'ww2.glancecdn.net',
    beta: 'beta.glancecdn.net',
    staging: 'cdn.myglance.net'
} as const;

export type Environment = keyof typeof scriptHosts;

/** An org takes static resources of up to 5 MB. */
const largest = 5 * 1024 * 1024;
const patience = 30_000;

/** What the plugin calls; a script that lacks any of these names is another one. */
const names = ['GLANCE', 'Authorization', 'authorize', 'Presence', 'Agent', 'invokeVisitor'];

/**
 * Where the agent script of a group is.
 * @param host a host name, or an origin such as `http://localhost:4300`
 */
export function addressOf(groupId: string, host: string): URL {
    const address = new URL(
        '/cobrowse/CobrowseJS.ashx',
        host.includes('://') ? host : `https://${host}`
    );
    address.searchParams.set('groupid', groupId);
    address.searchParams.set('script', 'PresenceAgent');
    return address;
}

/**
 * Downloads the agent script and makes sure that it is one.
 * @throws {Error} with what is wrong and what to do about it
 */
export async function downloadAgentScript(address: URL): Promise<string> {
    let response: Response;
    try {
        response = await fetch(address, { signal: AbortSignal.timeout(patience) });
    } catch (error) {
        const { cause } = error as { cause?: Error };
        throw new Error(
            `${address.host} cannot be reached: ${(cause ?? (error as Error)).message}`
        );
    }
    if (!response.ok) {
        throw new Error(
            `${address.host} answered ${response.status}. Check the group id and the environment.`
        );
    }
    const text = await response.text();
    const problem = problemOf(text);
    if (problem !== undefined) {
        throw new Error(
            `That is not Glance's presence agent script: ${problem}. Check the group id and the environment.`
        );
    }
    return text;
}

/** Why a text is not the agent script; nothing when it is. The text is read, never run. */
export function problemOf(text: string): string | undefined {
    if (text.trim() === '') {
        return 'it is empty';
    }
    if (Buffer.byteLength(text) > largest) {
        return 'it is larger than 5 MB, the most that an org takes';
    }
    if (text.trimStart().startsWith('<')) {
        return 'it is a web page';
    }
    const missing = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
    if (missing.length > 0) {
        return `it does not speak of ${missing.join(', ')}`;
    }
    try {
        new Script(text);
        return undefined;
    } catch (error) {
        return `it is no JavaScript (${(error as Error).message})`;
    }
}
