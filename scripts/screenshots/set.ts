import type { Locator, Page } from '@playwright/test';
import type { Stage } from '../../local/stage.ts';
import type { Agent } from '../../test/browser/agent.ts';
import type { Customer } from '../../test/browser/customer.ts';

/** What a scene works with. */
export interface Set {
    readonly stage: Stage;
    readonly agent: Agent;
    readonly customer: Customer;
    /** Takes a picture of a page, or of one element with some room around it, as `<name>.png`. */
    shoot(name: string, what: Page | Locator): Promise<void>;
}
