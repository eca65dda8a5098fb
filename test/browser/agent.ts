import type { Locator, Page } from '@playwright/test';
import type { Stage } from '../../local/stage.ts';

/** What an agent does in the CRM, in the words that the agent sees. */
export class Agent {
    readonly page: Page;
    readonly #stage: Stage;

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

    /** Does something that opens a viewer, and resolves with the viewer. */
    async viewerFrom(act: () => Promise<unknown>): Promise<Page> {
        const [viewer] = await Promise.all([this.page.context().waitForEvent('page'), act()]);
        return viewer;
    }
}
