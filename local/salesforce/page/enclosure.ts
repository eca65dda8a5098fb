import { createContextProvider } from 'lwc';
import { CurrentPageReference } from '../lightning/navigation.ts';
import { MessageContext } from '../lightning/messageService.ts';
import { EnclosingTabId } from '../lightning/platformWorkspaceApi.ts';
import { EnclosingUtilityId } from '../lightning/platformUtilityBarApi.ts';
import type { PageReference } from './page-reference.ts';

/** What Lightning tells the components inside a page, a tab or a utility about where they are. */
export interface Enclosure {
    readonly tabId?: string;
    readonly utilityId?: string;
    readonly pageReference?: PageReference;
    /** Whether the user sees it: messages without application scope arrive only then. */
    readonly isActive: () => boolean;
}

interface Consumer {
    provide(context: object): void;
}

type Provider = (element: HTMLElement, options: object) => void;

const providers: readonly [Provider, (enclosure: Enclosure) => object][] = [
    [provider(EnclosingTabId), ({ tabId }) => ({ id: tabId ?? null })],
    [provider(EnclosingUtilityId), ({ utilityId }) => ({ id: utilityId ?? null })],
    [provider(CurrentPageReference), ({ pageReference }) => ({ pageReference })],
    [provider(MessageContext), ({ isActive }) => ({ isActive })]
];

function provider(adapter: unknown): Provider {
    return createContextProvider(adapter as never) as unknown as Provider;
}

/** Makes an element the place that the components inside it are in. Must be called before they are connected. */
export function enclose<E extends HTMLElement>(element: E, enclosure: Enclosure): E {
    for (const [provide, contextOf] of providers) {
        provide(element, {
            consumerConnectedCallback: (consumer: Consumer) => {
                consumer.provide(contextOf(enclosure));
            },
            consumerDisconnectedCallback: () => {}
        });
    }
    return element;
}
