/** `npm run screenshots`: pictures of every state that people see, from the stage, into `docs/images`. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { portsFrom } from '../local/ports.ts';
import { buildStage, startStage } from '../local/stage.ts';
import { Agent } from '../test/browser/agent.ts';
import { Customer } from '../test/browser/customer.ts';
import { browserArguments, findChromium } from './chromium.ts';
import type { Set } from './screenshots/set.ts';
import { scenes } from './screenshots/scenes.ts';

const FIRST_PORT = '23100';
const folder = path.resolve(import.meta.dirname, '../docs/images');

await buildStage();
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [...browserArguments]
});
const wanted = process.argv.slice(2);
let taken = 0;
try {
    for (const [name, play] of Object.entries(scenes)) {
        if (wanted.length === 0 || wanted.includes(name)) {
            await onStage(browser, play);
        }
    }
    console.log(`${taken} pictures are in docs/images.`);
} finally {
    await browser.close();
}

/** Each scene has a stage and browsers of its own: none sees what another one left behind. */
async function onStage(inBrowser: Browser, play: (set: Set) => Promise<void>): Promise<void> {
    const stage = await startStage({ ports: portsFrom(FIRST_PORT) });
    const contexts = await Promise.all([
        inBrowser.newContext({ viewport: { width: 1280, height: 800 } }),
        inBrowser.newContext({ viewport: { width: 1000, height: 700 } })
    ]);
    try {
        const [agentPage, customerPage] = await Promise.all(
            contexts.map((context) => context.newPage())
        );
        await play({
            stage,
            agent: new Agent(agentPage as Page, stage),
            customer: new Customer(customerPage as Page, stage),
            shoot: async (name, what) => {
                await what.screenshot({
                    path: path.join(folder, `${name}.png`),
                    animations: 'disabled'
                });
                console.log(`  ${name}`);
                taken += 1;
            }
        });
    } finally {
        await Promise.all(contexts.map((context) => context.close()));
        await stage.close();
    }
}
