import { errorRow } from 'c/glanceErrors';
import { isSessionKey } from 'c/glanceJoinSession';

/** A session key as typed or pasted, without the spaces that chats and mails put in. */
export function withoutSpaces(text: string): string {
    return text.replace(/\s+/g, '');
}

/** What is wrong with a session key so far; `null` for nothing, also while the field is empty. */
export function sessionKeyProblem(sessionKey: string): string | null {
    return sessionKey === '' || isSessionKey(sessionKey)
        ? null
        : errorRow('sessionKeyInvalid').action;
}
