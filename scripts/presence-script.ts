/** `npm run presence-script -- --group 12345`: fetches Glance's presence agent script, which deployments then include. */
import { resolve } from 'node:path';
import { checkedGroupId } from './group-id.ts';
import { optionsGiven } from './options-given.ts';
import {
    addressOf,
    downloadAgentScript,
    scriptHosts,
    type Environment
} from './presence-script/agent-script.ts';
import { folderIn, keep } from './presence-script/place.ts';

const usage = `Usage: npm run presence-script -- --group <id> [--environment production|beta|staging] [--host <host>]

  --group        your group id at Glance, such as 12345
  --environment  which of Glance's environments; production when left out
  --host         a host of your own that serves Glance's scripts, instead of the environment's`;

process.exitCode = await main();

async function main(): Promise<number> {
    try {
        const options = {
            group: { type: 'string' },
            environment: { type: 'string', default: 'production' },
            host: { type: 'string' },
            project: { type: 'string', default: resolve(import.meta.dirname, '..') }
        } as const;
        const { group, environment, host, project } = optionsGiven(options, usage);
        const groupId = checkedGroupId(group, usage);
        if (!(environment in scriptHosts)) {
            throw new Error(`There is no environment "${environment}".\n\n${usage}`);
        }
        const address = addressOf(groupId, host ?? scriptHosts[environment as Environment]);
        console.log(`Fetching ${address.href}`);
        const { sha256 } = await keep(project, await downloadAgentScript(address), address);
        console.log(
            `It is the agent script (SHA-256 ${sha256}) and was put into ${folderIn(project)}.`
        );
        console.log('It is not committed. npm run deploy and npm run scratch-org include it.');
        return 0;
    } catch (error) {
        console.error((error as Error).message);
        return 1;
    }
}
