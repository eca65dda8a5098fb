import { functionName, invitationCalls } from '../calls';
import type { JoinRequest } from '../state';

const custom = { func: 'GLANCE_COBROWSE.Custom.highlight', args: { color: 'red' } };
const terms = { func: 'GLANCE.Cobrowse.Visitor.showTerms', args: { sessionKey: 'key-1' } };
const start = { func: 'GLANCE.Cobrowse.Visitor.startSession', args: { sessionKey: 'key-1' } };
const request: JoinRequest = {
    invocation: null,
    invokeWhen: 'before',
    showTerms: true,
    viewerWhen: 'sessionStart',
    sessionKeyFrom: 'random'
};

describe('the name under which a function is invoked', () => {
    it.each([
        ['highlight', 'GLANCE_COBROWSE.Custom.highlight'],
        [' highlight ', 'GLANCE_COBROWSE.Custom.highlight'],
        ['$a_1', 'GLANCE_COBROWSE.Custom.$a_1'],
        ['GLANCE.Cobrowse.Visitor.showTerms', 'GLANCE.Cobrowse.Visitor.showTerms'],
        ['GLANCE_COBROWSE.Custom.highlight', 'GLANCE_COBROWSE.Custom.highlight'],
        ['GLANCE_COBROWSE.Custom.deep.er', 'GLANCE_COBROWSE.Custom.deep.er'],
        ['deep.er', 'GLANCE_COBROWSE.Custom.deep.er'],
        ['glanceHelp', 'GLANCE_COBROWSE.Custom.glanceHelp']
    ])('for %p is %s', (given, name) => {
        expect(functionName(given)).toBe(name);
    });

    it.each([
        '',
        ' ',
        'alert(1)',
        'two words',
        '1a',
        'a-b',
        'a.',
        '.a',
        'a..b',
        'document.write',
        'window.alert',
        'glance.Visitor.f',
        'GLANCEX.f',
        'GLANCE',
        'GLANCE.',
        'GLANCE_COBROWSE',
        'GLANCE_COBROWSE.x',
        'GLANCE_COBROWSE.Custom',
        'GLANCE_COBROWSE.Customs.x',
        'GLANCE.f;alert',
        'a\nb'
    ])('does not exist for %p', (given) => {
        expect(functionName(given)).toBeNull();
    });
});

describe('what is invoked for an invitation', () => {
    it.each<[string, Partial<JoinRequest>, boolean, readonly object[]]>([
        ['the terms', {}, false, [terms]],
        ['the start, without terms', { showTerms: false }, false, [start]],
        ['a function before the terms', { invocation: custom }, false, [custom, terms]],
        [
            'a function before the start',
            { invocation: custom, showTerms: false },
            false,
            [custom, start]
        ],
        [
            'a function instead of the terms',
            { invocation: custom, invokeWhen: 'instead' },
            false,
            [custom]
        ],
        [
            'no function that is for the menu',
            { invocation: custom, invokeWhen: 'menu' },
            false,
            [terms]
        ],
        ['the terms when there is no function instead', { invokeWhen: 'instead' }, false, [terms]],
        ['only the terms once more', { invocation: custom }, true, [terms]],
        [
            'nothing once more without terms of its own',
            { invocation: custom, invokeWhen: 'instead' },
            true,
            []
        ]
    ])('is %s', (_what, changes, again, calls) => {
        expect(invitationCalls({ ...request, ...changes }, 'key-1', again)).toEqual(calls);
    });
});
