import { createMessageContext, publish, releaseMessageContext } from 'lightning/messageService';
import GLANCE_SESSION from '@salesforce/messageChannel/GlanceSession__c';
import type { Announcement } from './events';

/** Tells the other components of the page, through the message channel `GlanceSession__c`. */
export class SessionPublisher {
    readonly #context = createMessageContext();

    publish(visitorId: string, announcement: Announcement): void {
        publish(this.#context, GLANCE_SESSION, { visitorId, ...announcement });
    }

    close(): void {
        releaseMessageContext(this.#context);
    }
}
