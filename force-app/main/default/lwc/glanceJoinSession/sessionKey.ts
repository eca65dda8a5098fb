/** 1 to 62 characters of `A-Z a-z 0-9 - _ ~`: the current rule for visitor ids and session keys. Source: Glance's documentation. */
const SESSION_KEY = /^[A-Za-z0-9\-_~]{1,62}$/;

/** Whether a text can be a session key or a visitor id. */
export function isSessionKey(text: string): boolean {
    return SESSION_KEY.test(text);
}
