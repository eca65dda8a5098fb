/** `npm start`: builds and runs the stage until Ctrl-C. */
import { portsFrom, type Ports } from '../local/ports.ts';
import { buildStage, startStage, type Stage } from '../local/stage.ts';

const NAMES: Readonly<Record<keyof Ports, string>> = {
    salesforce: 'the CRM',
    website: 'the website',
    glance: 'Glance',
    loginKeyService: 'the login key service'
};

async function main(): Promise<void> {
    const ports = portsFrom(process.env['PORT_BASE']);
    console.log('Building the plugin and the stage …');
    await buildStage();
    const stage = await startStage({ ports });
    console.log(guide(stage));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => {
            void stop(stage);
        });
    }
}

function guide({ salesforce, website, glance, loginKeyService }: Stage): string {
    return `
The stage runs. Everything is a stand-in on this machine; press Ctrl-C to stop.

  CRM, as the agent      ${salesforce.running.url}
  Website, as customer   ${website.running.url}
  Glance                 ${glance.running.url}/stage/
  Login key service      ${loginKeyService.running.url}/healthz

Try this:
  1. Open the CRM and the contact Rosa Alvarez: the Join button is blue, she is not on the website.
  2. Open the website in a second window, log in as Rosa Alvarez: the button turns orange.
  3. Click Join, then accept on the website: the viewer opens and shows her page.
  4. Browse the website and watch the viewer; stop sharing on the website, or end the session in the CRM.
  5. Click Join again and decline: the button says so, and what to do.
`;
}

async function stop(stage: Stage): Promise<void> {
    console.log('\nStopping …');
    await stage.close();
    process.exit(0);
}

function explain(thrown: unknown): string {
    const { code, port } = thrown as { code?: string; port?: number };
    if (code !== 'EADDRINUSE') {
        return thrown instanceof RangeError
            ? thrown.message
            : String((thrown as Error)?.stack ?? thrown);
    }
    const ports = Object.entries(portsFrom(process.env['PORT_BASE'])) as [keyof Ports, number][];
    const whose = ports.find(([, number]) => number === port)?.[0];
    return (
        `Port ${port}${whose ? `, for ${NAMES[whose]},` : ''} is taken by another program. ` +
        'Stop that program, or move all four ports: PORT_BASE=5100 npm start'
    );
}

main().catch((thrown: unknown) => {
    console.error(explain(thrown));
    process.exit(1);
});
