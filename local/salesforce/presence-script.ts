import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The static resource `GlancePresenceAgent`: what an admin has uploaded, or the package's placeholder. */
export class PresenceScript {
    readonly #url: string;
    readonly #placeholderFile: string;
    #uploaded: Promise<string> | undefined;

    /**
     * @param glanceUrl origin of the stage's Glance
     * @param staticResources the package's `staticresources` folder
     */
    constructor(glanceUrl: string, groupId: number, staticResources: string) {
        this.#url = `${glanceUrl}/cobrowse/CobrowseJS.ashx?groupid=${groupId}&script=PresenceAgent`;
        this.#placeholderFile = path.join(staticResources, 'GlancePresenceAgent.js');
    }

    /** Glance's agent script, fetched once; `undefined` while Glance can't be reached. */
    async uploaded(): Promise<string | undefined> {
        this.#uploaded ??= this.#fetch();
        try {
            return await this.#uploaded;
        } catch {
            this.#uploaded = undefined;
            return undefined;
        }
    }

    /** What the package ships; `undefined` when it ships nothing. */
    async placeholder(): Promise<string | undefined> {
        return readFile(this.#placeholderFile, 'utf8').catch(() => undefined);
    }

    async #fetch(): Promise<string> {
        const response = await fetch(this.#url, { signal: AbortSignal.timeout(10_000) });
        if (!response.ok) {
            throw new Error(`Glance answers ${response.status} to a request for its agent script.`);
        }
        return response.text();
    }
}
