import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';

/** Where an admin downloads the script: the host that the script then knows Glance's servers by. */
const CDN = 'ww2.glancecdn.net';
const PATIENCE_MS = 10_000;

/** The static resource `GlancePresenceAgent`: what an admin has uploaded, or the package's placeholder. */
export class PresenceScript {
    readonly #url: URL;
    readonly #host: string;
    readonly #placeholderFile: string;
    #lastUpload: string | undefined;

    /** @param options.staticResources the package's `staticresources` folder */
    constructor(options: {
        /** Origin of the stage's Glance. */
        readonly glanceUrl: string;
        /** Whether pages look for Glance at its own hosts. */
        readonly byName: boolean;
        readonly groupId: number;
        readonly staticResources: string;
    }) {
        this.#url = new URL(
            `/cobrowse/CobrowseJS.ashx?groupid=${options.groupId}&script=PresenceAgent`,
            options.glanceUrl
        );
        this.#host = options.byName ? CDN : this.#url.host;
        this.#placeholderFile = path.join(options.staticResources, 'GlancePresenceAgent.js');
    }

    /**
     * Glance's agent script as it is now, as if an admin had just uploaded it: a change of the group's mode shows on the next
     * page. What was there last while Glance can't be reached; `undefined` when it never could.
     */
    async uploaded(): Promise<string | undefined> {
        this.#lastUpload = await this.#fetch().catch(() => this.#lastUpload);
        return this.#lastUpload;
    }

    /** What the package ships; `undefined` when it ships nothing. */
    async placeholder(): Promise<string | undefined> {
        return readFile(this.#placeholderFile, 'utf8').catch(() => undefined);
    }

    /** `fetch` can't set the host that it asks for. */
    #fetch(): Promise<string> {
        return new Promise((resolve, reject) => {
            const options = { headers: { host: this.#host }, timeout: PATIENCE_MS, agent: false };
            const request = http.get(this.#url, options, (response) => {
                let text = '';
                response.setEncoding('utf8').on('data', (chunk: string) => {
                    text += chunk;
                });
                response.on('error', reject).on('end', () => {
                    if (response.statusCode === 200) {
                        resolve(text);
                    } else {
                        reject(new Error(`Glance answers ${response.statusCode}.`));
                    }
                });
            });
            request.on('timeout', () => request.destroy(new Error('Glance does not answer.')));
            request.on('error', reject);
        });
    }
}
