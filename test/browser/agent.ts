import { expect, type Locator, type Page } from '@playwright/test';
import type { Stage } from '../../local/stage.ts';

/** The button takes a second click within this time for the other half of a double click, in milliseconds. */
const SAME_CLICK_MS = 800;

/** What an agent does in the CRM, in the words that the agent sees. */
export class Agent {
    readonly page: Page;
    readonly #stage: Stage;
    #askedAt = 0;

    constructor(page: Page, stage: Stage) {
        this.page = page;
        this.#stage = stage;
    }

    /** The Glance component on the page. */
    get glance(): Locator {
        return this.page.getByRole('region', { name: 'Glance Cobrowse' });
    }

    get join(): Locator {
        return this.glance.getByRole('button', { name: 'Join', exact: true });
    }

    /** All viewers that are open. */
    get viewers(): Page[] {
        return this.page
            .context()
            .pages()
            .filter((page) => page !== this.page);
    }

    button(name: string): Locator {
        return this.glance.getByRole('button', { name });
    }

    /** Asks the customer to share, as soon as the customer is there: before that, Join leads to a session key. */
    async ask(): Promise<void> {
        await this.says('The customer is on the website').waitFor();
        await expect
            .poll(() => Date.now() - this.#askedAt, { intervals: [50] })
            .toBeGreaterThan(SAME_CLICK_MS);
        this.#askedAt = Date.now();
        await this.join.click();
    }

    /** What the component says, at a glance. */
    says(text: string | RegExp): Locator {
        return this.glance.locator('.words').getByText(text).first();
    }

    /** Opens a record of the stage's data by its address. */
    async openRecord(objectApiName: string, id: string): Promise<void> {
        await this.page.goto(
            `${this.#stage.salesforce.running.url}/lightning/r/${objectApiName}/${id}/view`
        );
    }

    async openList(objectApiName: string): Promise<void> {
        await this.page.goto(
            `${this.#stage.salesforce.running.url}/lightning/o/${objectApiName}/list`
        );
    }

    /** Opens a record from the list of its object, by its name. */
    async open(objectApiName: string, name: string): Promise<void> {
        await this.openList(objectApiName);
        await this.page.getByRole('link', { name }).first().click();
        await this.glance.waitFor();
    }

    /** Opens the panel in which a button has the given properties; presence is on, in the stage's group. */
    async openButtonPanel(properties: Readonly<Record<string, string>>): Promise<void> {
        const query = new URLSearchParams(properties);
        await this.page.goto(`${this.#stage.salesforce.running.url}/stage/button?${query}`);
        await this.glance.first().waitFor();
    }

    /** Runs the screen flow with the package's step, with these inputs. */
    async openFlow(inputs: Readonly<Record<string, string>>): Promise<void> {
        const query = new URLSearchParams(inputs);
        await this.page.goto(`${this.#stage.salesforce.running.url}/stage/flow?${query}`);
        await this.glance.waitFor();
    }

    /** What a screen flow got from its step. */
    flowOutput(label: string): Locator {
        return this.page.locator('dt', { hasText: label }).locator('+ dd');
    }

    /**
     * Makes the pages that are opened from now on able to be hidden. The getters are replaced on the prototype, before
     * anything runs: Lightning Web Security takes them from there.
     */
    async prepareHiding(): Promise<void> {
        await this.page.addInitScript(() => {
            const state = window as unknown as { pageIsHidden?: boolean };
            Object.defineProperty(Document.prototype, 'hidden', {
                configurable: true,
                get: () => state.pageIsHidden === true
            });
        });
    }

    /** Hides the page as a browser does when another tab is in front, or shows it again. */
    async hide(hidden: boolean): Promise<void> {
        await this.page.evaluate((isHidden) => {
            (window as unknown as { pageIsHidden: boolean }).pageIsHidden = isHidden;
            document.dispatchEvent(new Event('visibilitychange'));
        }, hidden);
    }

    /** Does something that opens a viewer, and resolves with the viewer. */
    async viewerFrom(act: () => Promise<unknown>): Promise<Page> {
        const [viewer] = await Promise.all([this.page.context().waitForEvent('page'), act()]);
        return viewer;
    }
}
