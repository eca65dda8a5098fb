/** `npm start`: builds and runs the stage until Ctrl-C. */
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { glanceByName } from '../local/glance-hosts.ts';
import { portsFrom, type Ports } from '../local/ports.ts';
import { buildStage, startStage, type Stage } from '../local/stage.ts';
import { chromiumHere } from './chromium.ts';
import { readStartOptions, usage, UsageError } from './start/options.ts';

const NAMES: Readonly<Record<keyof Ports, string>> = {
    salesforce: 'the CRM',
    website: 'the website',
    glance: 'Glance',
    glanceTls: 'Glance by TLS',
    loginKeyService: 'the login key service'
};

async function main(): Promise<void> {
    const options = readStartOptions(process.argv.slice(2));
    if (options === null) {
        console.log(usage);
        return;
    }
    const ports = portsFrom(process.env['PORT_BASE']);
    console.log('Building the plugin and the stage …');
    await buildStage();
    const stage = await startStage({ ports, ...options });
    console.log(guide(stage));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => {
            void stop(stage);
        });
    }
}

function guide(stage: Stage): string {
    const { salesforce, website, glance, loginKeyService, byName } = stage;
    return `
The stage runs. Everything is a stand-in on this machine; press Ctrl-C to stop.

  CRM, as the agent      ${salesforce.running.url}
  Website, as customer   ${website.running.url}
  Glance                 ${glance.running.url}/stage/
  Login key service      ${loginKeyService.running.url}/healthz
${byName ? browserCommand(stage) : ''}
Try this:
  1. Open the CRM and the contact Rosa Alvarez: the Join button is blue, she is not on the website.
  2. Open the website in a second window, log in as Rosa Alvarez: the button turns orange.
  3. Click Join, then accept on the website: the viewer opens and shows her page.
  4. Browse the website and watch the viewer; stop sharing on the website, or end the session in the CRM.
  5. Click Join again and decline: the button says so, and what to do.
`;
}

/** A browser that finds Glance's hosts on this machine, ready to be pasted into a shell. */
function browserCommand({ salesforce, website, glance }: Stage): string {
    const command = [
        chromiumHere() ?? 'chromium',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--user-data-dir=${mkdtempSync(path.join(os.tmpdir(), 'glance-stage-'))}`,
        '--no-first-run',
        ...glanceByName(glance.running),
        salesforce.running.url,
        website.running.url
    ];
    return `
Pages look for Glance at www.glance.net and its other hosts. This browser finds them on this machine:

  ${command.map(quoted).join(' \\\n    ')}
`;
}

const quoted = (argument: string): string =>
    /^[\w./:=,-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;

async function stop(stage: Stage): Promise<void> {
    console.log('\nStopping …');
    await stage.close();
    process.exit(0);
}

function explain(thrown: unknown): string {
    const { code, port } = thrown as { code?: string; port?: number };
    if (code !== 'EADDRINUSE') {
        return thrown instanceof RangeError || thrown instanceof UsageError
            ? thrown.message
            : String((thrown as Error)?.stack ?? thrown);
    }
    const ports = Object.entries(portsFrom(process.env['PORT_BASE'])) as [keyof Ports, number][];
    const whose = ports.find(([, number]) => number === port)?.[0];
    return (
        `Port ${port}${whose ? `, for ${NAMES[whose]},` : ''} is taken by another program. ` +
        'Stop that program, or move all ports: PORT_BASE=5100 npm start'
    );
}

main().catch((thrown: unknown) => {
    console.error(explain(thrown));
    process.exit(1);
});
