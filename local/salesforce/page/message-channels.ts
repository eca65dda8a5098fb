const channels = new Map<string, { readonly name: string }>();

/** What `@salesforce/messageChannel/<name>` is: the same object for all who import it. */
export function messageChannel(name: string): { readonly name: string } {
    const channel = channels.get(name) ?? Object.freeze({ name });
    channels.set(name, channel);
    return channel;
}
