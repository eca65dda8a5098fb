import type { Org } from '../org/org.ts';
import { AuraHandledException } from './aura-handled-exception.ts';

const MAX_LENGTH = 255;

/** Stands in for `GlanceApiKeyController.cls`. The key stays in the server's memory, and no answer holds it. */
export class GlanceApiKeyController {
    readonly #org: Org;

    constructor(org: Org) {
        this.#org = org;
    }

    /** @throws {AuraHandledException} `notPermitted` */
    isSet(): boolean {
        this.#checkPermission();
        return this.#org.apiKey.isSet;
    }

    /** @throws {AuraHandledException} `notPermitted` or `apiKeyInvalid` */
    save({ apiKey }: { readonly apiKey?: string | null }): void {
        this.#checkPermission();
        const value = apiKey?.trim() ?? '';
        if (value === '' || value.length > MAX_LENGTH) {
            throw new AuraHandledException('apiKeyInvalid');
        }
        this.#org.apiKey.save(value);
    }

    #checkPermission(): void {
        if (!this.#org.customPermissions.includes('Glance_Administer')) {
            throw new AuraHandledException('notPermitted');
        }
    }
}
