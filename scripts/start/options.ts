import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MODES, isMode, type GlanceMode } from '../../local/glance/options.ts';
import { optionsGiven } from '../options-given.ts';

export const usage = `Usage: npm start -- [--tls] [--mode ${MODES.join('|')}]
                  [--agent-script FILE] [--visitor-scripts FOLDER]

  --tls              Glance at its own host names (www.glance.net, …), by TLS, as in an org: the browser is
                     started with the command that is printed
  --mode             how Glance behaves for the group: "old" is agent script 6.3.1, "new" (when left out)
                     6.25.0, "newLoadBalanced" the same in a load-balanced group, "new619" is 6.19.0
  --agent-script     a file that the CRM gets as Glance's agent script; includes --tls
  --visitor-scripts  a folder of Glance's visitor scripts, which the website gets; includes --tls
  --help             shows this`;

/** What `npm start` was asked for. */
export interface StartOptions {
    readonly byName: boolean;
    readonly mode: GlanceMode;
    readonly agentScriptFile?: string;
    readonly visitorScripts?: string;
}

/** An argument that can't be followed; the message says which, and what to do. */
export class UsageError extends Error {}

/**
 * Reads the arguments of `npm start`; `null` when only help is asked for. Relative paths start at the folder in which the
 * command was given.
 * @throws {UsageError}
 */
export function readStartOptions(args: readonly string[]): StartOptions | null {
    const given = parsed(args);
    if (given.help === true) {
        return null;
    }
    const mode = given.mode ?? 'new';
    if (!isMode(mode)) {
        throw new UsageError(`--mode is one of ${MODES.join(', ')}, not "${mode}".`);
    }
    const agentScriptFile = existing(given['agent-script'], '--agent-script', 'file');
    const visitorScripts = existing(given['visitor-scripts'], '--visitor-scripts', 'folder');
    return {
        // Glance's own scripts speak TLS to hosts by name, and nothing else.
        byName: given.tls === true || agentScriptFile !== undefined || visitorScripts !== undefined,
        mode,
        ...(agentScriptFile === undefined ? {} : { agentScriptFile }),
        ...(visitorScripts === undefined ? {} : { visitorScripts })
    };
}

const options = {
    tls: { type: 'boolean' },
    mode: { type: 'string' },
    'agent-script': { type: 'string' },
    'visitor-scripts': { type: 'string' },
    help: { type: 'boolean', short: 'h' }
} as const;

function parsed(args: readonly string[]) {
    try {
        return optionsGiven(options, usage, { args });
    } catch (thrown) {
        throw new UsageError((thrown as Error).message);
    }
}

/** npm runs scripts in the project's folder and names the caller's in `INIT_CWD`. */
function existing(
    given: string | undefined,
    flag: string,
    kind: 'file' | 'folder'
): string | undefined {
    if (given === undefined) {
        return undefined;
    }
    const path = resolve(process.env['INIT_CWD'] ?? process.cwd(), given);
    const found = statSync(path, { throwIfNoEntry: false });
    if (!(kind === 'file' ? found?.isFile() : found?.isDirectory())) {
        throw new UsageError(`${flag}: there is no ${kind} "${given}".`);
    }
    return path;
}
