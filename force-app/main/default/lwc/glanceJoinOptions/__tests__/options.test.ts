import fc from 'fast-check';
import { isErrorCode } from 'c/glanceErrors';
import { loginKeyText } from 'test/jest/loginKeys';
import { readOptions } from '../options';
import type { GivenOptions, OptionProblem } from '../options';

const complete: GivenOptions = { groupId: '12345', presence: true, visitorId: 'cust-1' };
const loginKey = loginKeyText(1893456000000);
const problemsOf = (given: GivenOptions): readonly OptionProblem[] => readOptions(given).problems;

describe('the properties of the button', () => {
    it('need be no more than a group id and a visitor id', () => {
        expect(readOptions(complete)).toEqual({
            base: {
                groupId: 12345,
                webServerOrigin: 'https://www.glance.net',
                site: 'production',
                presenceServer: null,
                loginKeySource: { type: 'org', settingsName: 'Default' },
                settingsName: 'Default',
                debug: false
            },
            target: expect.objectContaining({ groupId: 12345, visitorId: 'cust-1' }),
            openLocation: 'tab',
            viewerWhen: 'sessionStart',
            invocation: null,
            invokeWhen: 'before',
            showTerms: true,
            sessionKeyFrom: 'random',
            autoJoin: false,
            arrivalAlert: 'none',
            askingProblem: null,
            problems: []
        });
    });

    it.each([12345, '12345', ' 12345 ', '1234', '123456'])('take the group id %p', (groupId) => {
        expect(readOptions({ ...complete, groupId }).base?.groupId).toBe(Number(groupId));
    });

    it.each([
        [undefined, 'groupIdMissing'],
        [null, 'groupIdMissing'],
        ['  ', 'groupIdMissing'],
        ['123', 'groupIdInvalid'],
        ['1234567', 'groupIdInvalid'],
        ['12a45', 'groupIdInvalid'],
        [-1234, 'groupIdInvalid'],
        [1234.5, 'groupIdInvalid']
    ])('do not take the group id %p: %s', (groupId, code) => {
        expect(readOptions({ ...complete, groupId }).base).toBeNull();
        expect(problemsOf({ ...complete, groupId })).toEqual([{ property: 'group-id', code }]);
    });

    it.each(['cust-1', ' cust-1 ', 'A_~9', 'x'.repeat(62), 42])(
        'take the visitor id %p',
        (visitorId) => {
            const { target, problems } = readOptions({ ...complete, visitorId });
            expect(target?.visitorId).toBe(String(visitorId).trim());
            expect(problems).toEqual([]);
        }
    );

    it.each([
        ['', 'visitorIdMissing'],
        [null, 'visitorIdMissing'],
        ['ann@example.com', 'visitorIdInvalid'],
        ['two words', 'visitorIdInvalid'],
        [9007199254740992, 'visitorIdInvalid'],
        [12.5, 'visitorIdInvalid'],
        ['x'.repeat(63), 'visitorIdInvalid']
    ])('do not take the visitor id %p: %s', (visitorId, code) => {
        const { base, target, problems } = readOptions({ ...complete, visitorId });
        expect(base).not.toBeNull();
        expect(target).toBeNull();
        expect(problems).toEqual([{ property: 'visitor-id', code }]);
    });

    it.each([
        ['\u200bcust-1\ufeff', 'cust-1'],
        ['ｃｕｓｔ－１', 'cust-1'],
        [9007199254740991, '9007199254740991']
    ])('understand the visitor id %j as %s', (visitorId, meant) => {
        expect(readOptions({ ...complete, visitorId }).target?.visitorId).toBe(meant);
    });

    it('tell why the host has no visitor id', () => {
        const given = { ...complete, visitorId: null, visitorProblem: 'visitorFieldUnreadable' };
        expect(problemsOf(given)).toEqual([
            { property: 'visitor-id', code: 'visitorFieldUnreadable' }
        ]);
    });

    it('follow the visitor whose id there is, even if the host tells of a problem', () => {
        const given = { ...complete, visitorProblem: 'visitorIdMissing' };
        expect(readOptions(given).target?.visitorId).toBe('cust-1');
    });

    it('tell of a problem that the host knows, and of no other', () => {
        const { base, target, problems } = readOptions({
            ...complete,
            groupId: 'x',
            setupProblem: 'notPermitted'
        });
        expect([base, target]).toEqual([null, null]);
        expect(problems).toEqual([{ property: 'setup-problem', code: 'notPermitted' }]);
    });

    it.each([true, 'true', 'TRUE', ''])('follow presence with %p', (presence) => {
        expect(readOptions({ ...complete, presence }).target).not.toBeNull();
    });

    it.each([false, 'false', undefined, null, 'no', 0, 1])(
        'follow nobody with presence %p, and miss nothing',
        (presence) => {
            const { target, problems } = readOptions({ ...complete, presence, visitorId: '' });
            expect(target).toBeNull();
            expect(problems).toEqual([]);
        }
    );

    it.each([
        [{ openLocation: 'Window' }, { openLocation: 'window' }],
        [{ openLocation: 'elsewhere' }, { openLocation: 'tab' }],
        [{ openViewerWhen: 'click' }, { viewerWhen: 'click' }],
        [{ openViewerWhen: 'SESSIONSTART' }, { viewerWhen: 'sessionStart' }],
        [{ skipTerms: 'true' }, { showTerms: false }],
        [{ skipTerms: 'false' }, { showTerms: true }],
        [{ autoJoin: true }, { autoJoin: true }],
        [{ sessionKeyFrom: 'visitorid' }, { sessionKeyFrom: 'visitorId' }],
        [{ arrivalAlert: 'Toast and sound' }, { arrivalAlert: 'toastAndSound' }],
        [{ arrivalAlert: 'None' }, { arrivalAlert: 'none' }],
        [{ debugMode: 'true' }, { base: { debug: true } }],
        [{ autoJoin: 'false' }, { autoJoin: false }],
        [{ customInvokeWhen: 'Instead' }, { invokeWhen: 'instead' }],
        [{ customInvokeWhen: 'menu' }, { invokeWhen: 'menu' }]
    ])('%j mean %j', (given, expected) => {
        expect(readOptions({ ...complete, ...given })).toMatchObject(expected);
    });

    describe('for the login key', () => {
        it('name the org’s settings', () => {
            const { base } = readOptions({ ...complete, settingsName: ' Sandbox ' });
            expect(base?.loginKeySource).toEqual({ type: 'org', settingsName: 'Sandbox' });
        });

        it('name an endpoint, with headers and fields as texts', () => {
            const { base } = readOptions({
                ...complete,
                authUrl: 'https://keys.example.com',
                authHeaders: { Authorization: 'Bearer abc' },
                authBody: { tenant: 7 },
                puid: 'ann'
            });
            expect(base?.loginKeySource).toEqual({
                type: 'url',
                authUrl: 'https://keys.example.com',
                authHeaders: { Authorization: 'Bearer abc' },
                authBody: { tenant: '7' },
                groupId: 12345,
                partnerUserId: 'ann'
            });
        });

        it('may name an endpoint beside this page', () => {
            expect(problemsOf({ ...complete, authUrl: '/loginkey', puid: 'ann' })).toEqual([]);
        });

        it('let the org look sessions up where it makes the keys, and nowhere else', () => {
            const own = { ...complete, settingsName: 'Sandbox', loginKey, puid: 'ann' };
            expect(readOptions(own).base?.settingsName).toBeNull();
        });

        it('hand over a ready one, rather than an endpoint', () => {
            const { base } = readOptions({
                ...complete,
                loginKey,
                authUrl: 'https://keys.example.com',
                puid: 'ann'
            });
            expect(base?.loginKeySource).toEqual({
                type: 'ready',
                loginKey,
                groupId: 12345,
                partnerUserId: 'ann'
            });
        });

        it.each([
            [{ authUrl: 'https://keys.example.com' }, 'puid', 'puidMissing'],
            [{ loginKey }, 'puid', 'puidMissing'],
            [{ authUrl: 'https://[', puid: 'ann' }, 'auth-url', 'optionsInvalid'],
            [{ authUrl: '/k', puid: 'ann', authHeaders: 'x' }, 'auth-headers', 'optionsInvalid'],
            [{ authUrl: '/k', puid: 'ann', authHeaders: [] }, 'auth-headers', 'optionsInvalid'],
            [{ authUrl: '/k', puid: 'ann', authBody: { a: {} } }, 'auth-body', 'optionsInvalid'],
            [{ authUrl: '/k', puid: 'ann', authBody: { a: null } }, 'auth-body', 'optionsInvalid']
        ])('cannot be %j', (given, property, code) => {
            expect(readOptions({ ...complete, ...given }).base).toBeNull();
            expect(problemsOf({ ...complete, ...given })).toEqual([{ property, code }]);
        });
    });

    describe('for hosts', () => {
        it.each([
            [{ webServer: 'no host!' }, 'web-server'],
            [{ presenceServer: 'no host!' }, 'presence-server'],
            [{ environment: 'moon' }, 'environment'],
            [{ environment: 'moon', presenceServer: 'presence.acme.com' }, 'environment'],
            [{ webServer: 'acme.glance.net', presenceServer: 'no host!' }, 'presence-server']
        ])('name what is wrong in %j: %s', (given, property) => {
            expect(problemsOf({ ...complete, ...given })).toEqual([
                { property, code: 'hostInvalid' }
            ]);
        });
    });

    it('name a web server that is not Glance’s own, and that nobody confirmed', () => {
        expect(problemsOf({ ...complete, webServer: 'glance.acme.com' })).toEqual([
            { property: 'web-server', code: 'webServerUnconfirmed' }
        ]);
    });

    describe('for a custom function', () => {
        it.each([
            ['highlight', 'GLANCE_COBROWSE.Custom.highlight'],
            [' highlight ', 'GLANCE_COBROWSE.Custom.highlight'],
            ['cart.show', 'GLANCE_COBROWSE.Custom.cart.show'],
            ['GLANCE_COBROWSE.Custom.highlight', 'GLANCE_COBROWSE.Custom.highlight'],
            ['GLANCE.Cobrowse.Visitor.showTerms', 'GLANCE.Cobrowse.Visitor.showTerms']
        ])('take the name %p', (func, name) => {
            expect(readOptions({ ...complete, customInvoke: { func } }).invocation).toEqual({
                func: name,
                args: {}
            });
        });

        it.each([
            [
                { color: 'red', n: [1, { a: null }] },
                { color: 'red', n: [1, { a: null }] }
            ],
            ['{"color": "red"}', { color: 'red' }],
            [undefined, {}]
        ])('take the arguments %j', (args, expected) => {
            const { invocation } = readOptions({
                ...complete,
                customInvoke: { func: 'highlight', args }
            });
            expect(invocation?.args).toEqual(expected);
        });

        const circular: Record<string, unknown> = {};
        circular.self = circular;

        it.each([
            ['no function', {}],
            ['a text', 'highlight'],
            ['a function that the page would refuse', { func: 'GLANCE_COBROWSE.alert' }],
            ['code', { func: 'alert(1)' }],
            ['arguments that are no JSON', { func: 'highlight', args: '{color}' }],
            ['arguments that are a list', { func: 'highlight', args: ['red'] }],
            ['arguments that are a number', { func: 'highlight', args: 7 }],
            ['arguments that could not be had', { func: 'highlight', args: null }],
            ['arguments without an end', { func: 'highlight', args: circular }]
        ])('do not take %s, and ask nobody meanwhile', (_what, customInvoke) => {
            const { invocation, target, problems, askingProblem } = readOptions({
                ...complete,
                customInvoke
            });
            expect(invocation).toBeNull();
            expect(target).not.toBeNull();
            expect(problems).toEqual([{ property: 'custom-invoke', code: 'customInvokeInvalid' }]);
            expect(askingProblem).toEqual(problems[0]);
        });

        const unusable = { func: 'alert(1)' };
        const usable = { func: 'highlight' };

        it.each([
            [
                'an unusable function instead',
                { customInvoke: unusable, customInvokeWhen: 'instead' }
            ],
            ['an unusable function before', { customInvoke: unusable, customInvokeWhen: 'before' }],
            ['an unusable function by default', { customInvoke: unusable }],
            ['no function instead', { customInvokeWhen: 'instead' }],
            [
                'a function at a time that there is not',
                { customInvoke: usable, customInvokeWhen: 'insted' }
            ]
        ])('with %s ask nobody', (_what, given) => {
            const { askingProblem, problems } = readOptions({ ...complete, ...given });
            expect(askingProblem).not.toBeNull();
            expect(problems).toContainEqual(askingProblem);
        });

        it.each([
            ['a usable function instead', { customInvoke: usable, customInvokeWhen: 'instead' }],
            [
                'an unusable function for the menu',
                { customInvoke: unusable, customInvokeWhen: 'menu' }
            ],
            ['no function, at a time that there is not', { customInvokeWhen: 'insted' }]
        ])('with %s let agents ask', (_what, given) => {
            expect(readOptions({ ...complete, ...given }).askingProblem).toBeNull();
        });

        it('name what the host could not make up', () => {
            const customInvokeProblem = {
                property: 'custom-arguments',
                code: 'mergeFieldUnknown',
                detail: '{{Emial}}'
            };
            const { invocation, problems, askingProblem } = readOptions({
                ...complete,
                customInvoke: null,
                customInvokeProblem
            });
            expect(invocation).toBeNull();
            expect(problems).toEqual([customInvokeProblem]);
            expect(askingProblem).toEqual(customInvokeProblem);
        });
    });

    it('may be anything: each mistake has a property and a code, and nobody is followed in vain', () => {
        const anything = fc.oneof(
            fc.anything(),
            fc.constantFrom('true', '', '12345', 'cust-1', 'https://keys.example.com', loginKey)
        );
        const given = fc.record(
            Object.fromEntries(
                [
                    ...['groupId', 'settingsName', 'authUrl', 'authHeaders', 'authBody'],
                    ...['loginKey', 'puid', 'openLocation', 'openViewerWhen', 'presence'],
                    ...['environment', 'webServer', 'confirmedWebServer'],
                    ...['presenceServer', 'visitorId'],
                    ...['setupProblem', 'visitorProblem', 'customInvoke', 'customInvokeWhen'],
                    ...['customInvokeProblem', 'sessionKeyFrom', 'arrivalAlert', 'debugMode'],
                    ...['skipTerms', 'autoJoin']
                ].map((name) => [name, anything])
            ),
            { requiredKeys: [] }
        );
        fc.assert(
            fc.property(given, (properties) => {
                const { base, target, problems } = readOptions(properties);
                expect(problems.every(({ code }) => isErrorCode(code))).toBe(true);
                expect(problems.every(({ property }) => /^[a-z-]+$/.test(property))).toBe(true);
                expect(base !== null || problems.length > 0).toBe(true);
                expect(target === null || base !== null).toBe(true);
            }),
            { numRuns: 500 }
        );
    });
});

describe('a choice that there is not', () => {
    it.each([
        ['open-location', { openLocation: 'elsewhere' }],
        ['open-viewer-when', { openViewerWhen: 'never' }],
        ['custom-invoke-when', { customInvokeWhen: 'after' }],
        ['session-key-from', { sessionKeyFrom: 'moon' }],
        ['arrival-alert', { arrivalAlert: 'fireworks' }]
    ])('is named: %s', (property, given) => {
        expect(readOptions({ groupId: '12345', ...given }).problems).toContainEqual({
            property,
            code: 'optionsInvalid'
        });
    });
});
