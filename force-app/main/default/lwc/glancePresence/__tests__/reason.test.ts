import { authorizationError, callError, codeIn } from '../reason';

describe('a reason that Glance gives', () => {
    it.each([
        ['text', 'text'],
        [{ code: 'conndrop', msg: 'text' }, 'conndrop'],
        [{ msg: 'text' }, ''],
        [{ code: 7 }, ''],
        [null, ''],
        [undefined, ''],
        [403, '']
    ])('%p has the code %p', (reason, code) => {
        expect(codeIn(reason)).toBe(code);
    });

    it.each([
        ['origin', 'originRefused'],
        ['OriginNotAllowed', 'originRefused'],
        ['timeout', 'presenceUnreachable'],
        ['Server error', 'presenceUnreachable'],
        [{ code: 'unreachable' }, 'presenceUnreachable'],
        ['The service could not be reached.', 'presenceUnreachable'],
        ['Partner user id not found or invalid', 'puidRefused'],
        ['badloginkey', 'authorizationRefused'],
        ['', 'authorizationRefused'],
        [undefined, 'authorizationRefused']
    ])('%p for a failed authorization means %s', (reason, code) => {
        expect(authorizationError(reason).code).toBe(code);
    });

    it.each([
        ['authorization', 'agentNotAuthorized'],
        ['visitornotpresent', 'visitorNotPresent'],
        ['never heard of', 'presenceUnreachable']
    ])('%p for a failed call means %s', (reason, code) => {
        expect(callError(reason).code).toBe(code);
    });
});
