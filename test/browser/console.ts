import type { Locator, Page, WebSocket } from '@playwright/test';
import type { Stage } from '../../local/stage.ts';

/** The app whose pages an agent works on. */
export type App = 'console' | 'standard';

/**
 * What an agent sees and does in an app with a utility bar: the button on the record's page, the utility and its panel.
 * Hidden pages stay in the document; what is found here by role is what the agent sees.
 */
export class Console {
    readonly page: Page;
    readonly #stage: Stage;
    readonly #connections: { readonly visitorId: string; readonly socket: WebSocket }[] = [];
    readonly #requests: string[] = [];

    constructor(page: Page, stage: Stage) {
        this.page = page;
        this.#stage = stage;
        page.on('websocket', (socket) => {
            socket.on('framesent', ({ payload }) => {
                const { type, visitorid } = JSON.parse(String(payload)) as Record<string, string>;
                if (type === 'connect') {
                    this.#connections.push({ visitorId: visitorid ?? '', socket });
                }
            });
        });
        page.on('request', (request) => this.#requests.push(decodeURIComponent(request.url())));
    }

    /** The Glance component on the record's page. */
    get card(): Locator {
        return this.page.getByRole('main').getByRole('region', { name: 'Glance Cobrowse' });
    }

    /** The utility in the bar. */
    get utility(): Locator {
        return this.page.getByRole('contentinfo').getByRole('button').first();
    }

    /** The utility as it looks in the bar: highlighted or not. */
    get highlighted(): Locator {
        return this.page.getByRole('contentinfo').locator('.slds-has-notification');
    }

    /** The utility's panel while it is open. */
    get panel(): Locator {
        return this.page.getByRole('dialog', { name: 'Glance Cobrowse' });
    }

    /** In the panel: the customer of the record in focus. */
    get customer(): Locator {
        return this.panel.getByRole('region', { name: 'Glance Cobrowse' }).first();
    }

    /** In the panel: invitations and sessions with other customers. */
    get others(): Locator {
        return this.panel.getByRole('region', { name: 'Other customers' });
    }

    /** In the panel: what goes on with another customer. */
    other(name: string): Locator {
        return this.others
            .locator('> div')
            .filter({ has: this.page.getByRole('heading', { name, level: 3 }) });
    }

    /** The name of the customer of the record in focus, as the panel shows it. */
    named(name: string): Locator {
        return this.panel.getByRole('heading', { name, level: 2 });
    }

    /** The tab of a record, in a console. */
    tab(name: string): Locator {
        return this.page.getByRole('tab', { name, exact: true });
    }

    /** Opens an app on the list of an object. */
    async open(app: App, objectApiName = 'Contact', query = ''): Promise<void> {
        const { url } = this.#stage.salesforce.running;
        const path = app === 'console' ? '/lightning/app/console' : '/lightning';
        await this.page.goto(`${url}${path}/o/${objectApiName}/list${query}`);
        await this.utility.waitFor();
    }

    /** Opens an app on a record, by the record's address. */
    async openRecord(app: App, objectApiName: string, id: string): Promise<void> {
        const { url } = this.#stage.salesforce.running;
        const path = app === 'console' ? '/lightning/app/console' : '/lightning';
        await this.page.goto(`${url}${path}/r/${objectApiName}/${id}/view`);
        await this.utility.waitFor();
    }

    /** A record's link in the list, or wherever the page has one. */
    link(name: string): Locator {
        return this.page.getByRole('main').getByRole('link', { name }).first();
    }

    /** Goes back to the list and opens a record from there: in a console, in a tab of its own. */
    async openFromList(name: string): Promise<void> {
        await this.goToList();
        await this.link(name).click();
        await this.card.waitFor();
    }

    /** Shows the list of contacts, which is an item of the navigation bar in both apps. */
    async goToList(): Promise<void> {
        await this.page.getByRole('navigation').getByText('Contacts', { exact: true }).click();
    }

    async openPanel(): Promise<void> {
        await this.utility.click();
        await this.panel.waitFor();
    }

    /** What a component says, at a glance. */
    says(where: Locator, text: string | RegExp): Locator {
        return where.locator('.words').getByText(text).first();
    }

    join(where: Locator): Locator {
        return where.getByRole('button', { name: 'Join', exact: true });
    }

    /** Asks the customer to share, once they are there: before, the same button asks for a session key. */
    async invite(where: Locator): Promise<void> {
        await this.says(where, 'The customer is on the website').waitFor();
        await this.join(where).click();
    }

    /** The visitors to whom a presence connection is open. */
    get connections(): readonly string[] {
        return this.#connections
            .filter(({ socket }) => !socket.isClosed())
            .map(({ visitorId }) => visitorId);
    }

    /** The visitors to whom a presence connection was opened since the last call, also if it is closed again. */
    connectionsMade(): readonly string[] {
        const made = this.#connections.map(({ visitorId }) => visitorId);
        const fresh = made.slice(this.#connectionsSeen);
        this.#connectionsSeen = made.length;
        return fresh;
    }
    #connectionsSeen = 0;

    /** The requests since the last call for fields of Glance's, by record id. */
    recordsAsked(): readonly string[] {
        return this.#requests
            .splice(0)
            .filter((url) => url.includes('Glance_Visitor_Id__c'))
            .map((url) => /records\/(\w+)/.exec(url)?.[1] ?? url);
    }

    /**
     * Shows tabs one after the other, each for a tenth of a second by the page's clock, which must have been installed
     * before the app was opened: a slow machine doesn't turn a glance into a stay.
     */
    async flipThrough(names: readonly string[]): Promise<void> {
        const now = await this.page.evaluate(() => Date.now());
        await this.page.clock.pauseAt(now + 1000);
        for (const name of names) {
            await this.tab(name).click();
            await this.page.clock.runFor(100);
        }
        await this.page.clock.resume();
    }
}
