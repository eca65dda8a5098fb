import { authorizationError, callError, codeIn } from '../reason';

describe('a reason that Glance gives', () => {
    it.each([
        ['text', 'text'],
        [{ code: 'conndrop', msg: 'text' }, 'conndrop'],
        [{ error: 'connfail', detail: 'authorization' }, 'authorization'],
        [{ error: 'connfail' }, 'connfail'],
        [{ msg: 'text' }, ''],
        [{ code: 7 }, ''],
        [null, ''],
        [undefined, ''],
        [403, '']
    ])('%p has the code %p', (reason, code) => {
        expect(codeIn(reason)).toBe(code);
    });

    it.each([
        ['authorization', 'authorizationRefused'],
        ['connection', 'authorizationUnreachable'],
        ['error', 'authorizationFailed'],
        ['never heard of', 'authorizationFailed'],
        [undefined, 'authorizationFailed']
    ])('%p for a failed authorization means %s', (reason, code) => {
        expect(authorizationError(reason).code).toBe(code);
    });

    it.each([
        ['authorization', 'agentNotAuthorized'],
        ['visitornotpresent', 'visitorNotPresent'],
        [{ error: 'connfail', detail: 'authorization' }, 'agentNotAuthorized'],
        ['serviceunavailable', 'presenceUnreachable'],
        ['timedout', 'presenceUnreachable'],
        ['error', 'presenceUnreachable'],
        ['connection', 'presenceUnreachable'],
        ['never heard of', 'presenceUnreachable']
    ])('%p for a failed call means %s', (reason, code) => {
        expect(callError(reason).code).toBe(code);
    });
});
