/** Lightning Message Service, for the components of one page. */
interface MessageContextToken {
    readonly isActive: () => boolean;
}

interface Subscription {
    readonly context: MessageContextToken;
    readonly channel: object | string;
    readonly listener: (message: unknown) => void;
    readonly everywhere: boolean;
}

/** Receive messages wherever in the application they are published, also while the subscriber's tab is hidden. */
export const APPLICATION_SCOPE = Symbol('APPLICATION_SCOPE');

const subscriptions = new Set<Subscription>();

/** Wire adapter: the context that `publish` and `subscribe` take. */
export class MessageContext {
    static readonly contextSchema = { isActive: 'optional' };
    #isActive: () => boolean = () => true;
    readonly #context: MessageContextToken = { isActive: () => this.#isActive() };
    readonly #provide: (context: MessageContextToken) => void;

    constructor(provide: (context: MessageContextToken) => void) {
        this.#provide = provide;
        provide(this.#context);
    }

    connect(): void {
        this.#provide(this.#context);
    }

    update(_config: object, enclosure?: { readonly isActive?: () => boolean }): void {
        this.#isActive = enclosure?.isActive ?? (() => true);
    }

    disconnect(): void {
        releaseMessageContext(this.#context);
    }
}

/** A context for code that is not a component. To be released when it is no longer used. */
export function createMessageContext(): MessageContextToken {
    return { isActive: () => true };
}

/** Ends all subscriptions of a context. */
export function releaseMessageContext(context: MessageContextToken): void {
    for (const subscription of subscriptions) {
        if (subscription.context === context) {
            subscriptions.delete(subscription);
        }
    }
}

/**
 * Sends a message to the subscribers of a channel, the publisher among them, before it returns. A message must be
 * serializable as JSON.
 */
export function publish(
    context: MessageContextToken,
    channel: object | string,
    message?: unknown
): void {
    requireContext(context);
    const text = JSON.stringify(message ?? null);
    for (const subscription of [...subscriptions]) {
        if (
            subscription.channel === channel &&
            (subscription.everywhere || subscription.context.isActive())
        ) {
            subscription.listener(JSON.parse(text));
        }
    }
}

/** Listens to a channel until `unsubscribe` or the context is released. */
export function subscribe(
    context: MessageContextToken,
    channel: object | string,
    listener: (message: unknown) => void,
    options?: { readonly scope?: symbol }
): Subscription {
    requireContext(context);
    const subscription: Subscription = {
        context,
        channel,
        listener,
        everywhere: options?.scope === APPLICATION_SCOPE
    };
    subscriptions.add(subscription);
    return subscription;
}

/** Ends a subscription; one that has ended already is fine. */
export function unsubscribe(subscription: Subscription | undefined): void {
    if (subscription !== undefined) {
        subscriptions.delete(subscription);
    }
}

function requireContext(context: MessageContextToken | undefined): void {
    if (context === undefined || context === null) {
        throw new TypeError('The first argument must be a message context.');
    }
}
