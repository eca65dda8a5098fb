import type { Locator, Page } from '@playwright/test';
import type { Stage } from '../../local/stage.ts';

/** What a customer does on the website. */
export class Customer {
    readonly page: Page;
    readonly #stage: Stage;

    constructor(page: Page, stage: Stage) {
        this.page = page;
        this.#stage = stage;
    }

    get accept(): Locator {
        return this.page.getByRole('button', { name: 'Accept' });
    }

    get decline(): Locator {
        return this.page.getByRole('button', { name: 'Decline' });
    }

    get stopSharing(): Locator {
        return this.page.getByRole('button', { name: 'Stop sharing' });
    }

    async visit(path: string): Promise<void> {
        await this.page.goto(`${this.#stage.website.running.url}${path}`);
    }

    async logInAs(name: string): Promise<void> {
        await this.visit('/login');
        await this.page.getByRole('button', { name }).click();
        await this.page.getByRole('button', { name: 'Log out' }).waitFor();
    }

    /** Leaves the website. */
    async leave(): Promise<void> {
        await this.page.goto('about:blank');
    }
}
