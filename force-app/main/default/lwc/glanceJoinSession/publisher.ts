import { createMessageContext, publish, releaseMessageContext } from 'lightning/messageService';
import GLANCE_SESSION from '@salesforce/messageChannel/GlanceSession__c';
import type { Announcement } from './events';

/**
 * Tells the other components of the page, through the message channel `GlanceSession__c`, which declares the fields. The
 * words of a hook stay out: they are for the agent, and may name somebody.
 */
export class SessionPublisher {
    readonly #context = createMessageContext();

    publish(visitorId: string, announcement: Announcement): void {
        const fields: Record<string, unknown> = { visitorId, ...announcement };
        delete fields.message;
        publish(this.#context, GLANCE_SESSION, fields);
    }

    close(): void {
        releaseMessageContext(this.#context);
    }
}
