/**
 * What a partner user id may look like: 1 to 255 characters (Glance documentation), none of them a control character.
 * Half a surrogate pair and U+FFFD are refused too: both are what is left of broken text, and would let several ids
 * share one signature.
 */
export const PARTNER_USER_ID_PATTERN =
    '^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff\\ufffd]{1,255}$';

const pattern = new RegExp(PARTNER_USER_ID_PATTERN, 'u');

/** Whether `value` can be a partner user id; see {@link PARTNER_USER_ID_PATTERN}. */
export function isPartnerUserId(value: unknown): value is string {
    return typeof value === 'string' && pattern.test(value);
}
