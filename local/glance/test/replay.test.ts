import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { GlanceMode } from '../options.ts';
import { startGlance, type Glance } from '../server.ts';
import type { Misbehaviour } from '../misbehaviour.ts';
import { readRecording, type RecordedStep } from './recording.ts';
import { Replay } from './replay.ts';
import { makeLoginKey } from './stand.ts';

const API_KEY = 'the key of the recordings';
const AGENT = 'a@x';

let glance: Glance;
let replay: Replay;

afterEach(async () => {
    await replay.end();
    await glance.close();
});

async function start(mode: GlanceMode): Promise<void> {
    glance = await startGlance({
        groups: [
            {
                groupId: 12345,
                apiKey: API_KEY,
                agentOrigins: ['https://crm.example'],
                partnerUserIds: [AGENT],
                mode
            }
        ]
    });
    replay = new Replay(glance, makeLoginKey({ apiKey: API_KEY, partnerUserId: AGENT }));
}

describe('the server answers what Glance’s scripts sent', () => {
    const journeys: readonly (readonly [string, GlanceMode])[] = [
        ['agent-6.3.1-visitor-6.3.1', 'old'],
        ['agent-6.3.1-visitor-6.33.0', 'old'],
        ['agent-6.19.0-visitor-6.33.0', 'new619'],
        ['agent-6.25.0-visitor-6.33.0', 'new'],
        ['agent-6.25.0-load-balanced-visitor-6.33.0', 'newLoadBalanced']
    ];
    for (const [name, mode] of journeys) {
        test(name, async () => {
            await start(mode);
            const told: unknown[] = [];
            for (const step of readRecording(name)) {
                await replay.step(step);
                for (const line of step.traffic) {
                    if (line.kind === 'received' && line.side === 'AGENT') {
                        told.push(line.message.json);
                    }
                }
                // Who connects anew has an inbox of its own.
                if (
                    !step.traffic.some((line) => line.kind === 'socket' && line.path === '/agent')
                ) {
                    assert.deepEqual(replay.toldToAgents(), told, step.title);
                } else {
                    told.length = 0;
                }
            }
            assert.ok(told.length > 0 || mode === 'newLoadBalanced');
        });
    }

    const visits: readonly (readonly [string, GlanceMode])[] = [
        ['visitor-6.33.0-errors', 'new'],
        ['visitor-6.33.0-load-balanced', 'newLoadBalanced']
    ];
    for (const [name, mode] of visits) {
        test(name, async () => {
            await start(mode);
            for (const step of readRecording(name)) {
                glance.misbehave.reset();
                glance.misbehave.set(troubleOf(step));
                await replay.step(step);
            }
        });
    }
});

/** What the recording server was told to do in a step. */
function troubleOf({ title }: RecordedStep): Partial<Misbehaviour> {
    const status = /^POST presence (\d+)/.exec(title)?.[1];
    return {
        ...(status !== undefined && { presenceStatus: Number(status) }),
        ...(title === 'presence off' && { presenceOff: true })
    };
}
