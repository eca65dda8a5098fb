import { LightningElement } from 'lwc';
import isSet from '@salesforce/apex/GlanceApiKeyController.isSet';
import save from '@salesforce/apex/GlanceApiKeyController.save';
import { labels, textOf } from './labels';

/** Glance Setup: an admin enters the API key here. It goes to Apex and never comes back. */
export default class GlanceApiKey extends LightningElement {
    labels = labels;
    apiKey = '';
    problem = '';
    status = '';
    stored = false;
    busy = true;

    override async connectedCallback(): Promise<void> {
        await this.attempt(async () => {
            this.stored = await isSet();
            this.status = this.stored ? labels.isSet : labels.isNotSet;
        });
    }

    get buttonLabel(): string {
        return this.stored ? labels.replace : labels.save;
    }

    get cannotSave(): boolean {
        return this.busy || this.apiKey.trim() === '';
    }

    handleChange(event: CustomEvent<{ value: string }>): void {
        this.apiKey = event.detail.value;
    }

    async handleSave(): Promise<void> {
        await this.attempt(async () => {
            await save({ apiKey: this.apiKey });
            this.apiKey = '';
            this.stored = true;
            this.status = labels.saved;
        });
    }

    async attempt(work: () => Promise<void>): Promise<void> {
        this.busy = true;
        this.problem = '';
        try {
            await work();
        } catch (error) {
            this.problem = textOf(error);
        } finally {
            this.busy = false;
        }
    }
}
