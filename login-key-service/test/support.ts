import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { startServer, type RunningService } from '../src/server.ts';
import { settingsFrom } from '../src/settings/settings-from.ts';
import type { Source } from '../src/settings/checks.ts';

/** Secrets of the test service; none of them may show up anywhere. */
export const apiKey = 'api-key-that-must-never-be-seen';
export const bearerToken = 'server-token-0123456789-0123456789-0123456789';
export const otherToken = 'second-token-0123456789-0123456789-0123456789';

/** Settings of a service that a test can start: any free port, one group, one bearer token. */
export const testEnvironment: Source = {
    GLANCE_GROUP_ID: '12345',
    GLANCE_API_KEY: apiKey,
    BEARER_TOKENS: bearerToken,
    PORT: '0',
    MAX_EVENT_LOOP_DELAY_MS: '0',
    DRAIN_DELAY_MS: '0'
};

/** A log kept in memory, that can be waited on. */
export class TestLog {
    readonly lines: string[] = [];
    readonly #waiting = new Set<() => void>();

    write(line: string): void {
        this.lines.push(line);
        for (const check of this.#waiting) check();
    }

    /** The first line, written already or to come, that contains `text`. */
    line(text: string): Promise<string> {
        return new Promise((resolve) => {
            const check = () => {
                const found = this.lines.find((line) => line.includes(text));
                if (found === undefined) return;
                this.#waiting.delete(check);
                resolve(found);
            };
            this.#waiting.add(check);
            check();
        });
    }
}

/** A service on a port of its own that is closed when the test ends. `changes` go over {@link testEnvironment}. */
export async function startTestService(
    test: TestContext,
    changes: Source = {}
): Promise<RunningService & { log: TestLog }> {
    const log = new TestLog();
    const service = await startServer(settingsFrom({ ...testEnvironment, ...changes }), log);
    test.after(() => service.close());
    return { ...service, log };
}

/** What a login key request sends by default: the server's token. */
export const authorized = { authorization: `Bearer ${bearerToken}` };

/** Posts to `/loginkey`; fields go into a form unless `body` says otherwise. */
export function post(
    url: string,
    {
        headers = authorized,
        query = '',
        body = new URLSearchParams({ partneruserid: 'agent@example.com' })
    }: {
        headers?: Record<string, string>;
        query?: string;
        body?: RequestInit['body'];
    } = {}
): Promise<Response> {
    return fetch(`${url}/loginkey${query}`, {
        method: 'POST',
        headers,
        body
    });
}

/** Status and problem code of an answer. */
export async function problemOf(response: Response): Promise<{ status: number; code: unknown }> {
    const { code } = (await response.json()) as { code?: unknown };
    return { status: response.status, code };
}

/** An empty folder that is gone when the test ends. */
export function testFolder(test: TestContext): string {
    const folder = mkdtempSync(join(tmpdir(), 'login-key-service-'));
    test.after(() => rmSync(folder, { recursive: true }));
    return folder;
}

/** Settings that name a groups file with these entries, and no group beside it. */
export function groupsFile(test: TestContext, entries: readonly object[]): Source {
    const path = join(testFolder(test), 'groups.json');
    writeFileSync(path, JSON.stringify(entries));
    return {
        GLANCE_GROUP_ID: undefined,
        GLANCE_API_KEY: undefined,
        BEARER_TOKENS: undefined,
        GLANCE_GROUPS_FILE: path
    };
}
