import type { Link } from '../link.ts';

/** A page that a hub reaches, and what it got. */
export type FakeLink<Message> = Link<Message> & { readonly got: Message[] };

export function fakeLink<Message>(): FakeLink<Message> {
    const got: Message[] = [];
    return {
        got,
        send(message) {
            got.push(message);
        },
        drop: () => undefined
    };
}
