import { isErrorCode } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';
import { functionName, isSessionKey, readArguments } from 'c/glanceJoinSession';
import type { Invocation, InvokeWhen, JoinTarget, ViewerWhen } from 'c/glanceJoinSession';
import type { LoginKeySource } from 'c/glanceLoginKey';
import type { OpenLocation } from 'c/glanceViewer';
import { isSafeAddress, readHosts } from './hosts';
import { isTrue, oneOf, textOf, textsOf } from './normalize';

/** The properties of the button as they were given: from markup, App Builder or a host component. */
export interface GivenOptions {
    readonly groupId?: unknown;
    readonly settingsName?: unknown;
    readonly authUrl?: unknown;
    readonly authHeaders?: unknown;
    readonly authBody?: unknown;
    readonly loginKey?: unknown;
    readonly puid?: unknown;
    readonly openLocation?: unknown;
    readonly openViewerWhen?: unknown;
    readonly presence?: unknown;
    readonly environment?: unknown;
    readonly webServer?: unknown;
    readonly presenceServer?: unknown;
    readonly visitorId?: unknown;
    /** Why nobody can join, if the host knows: a code of the error table. */
    readonly setupProblem?: unknown;
    /** Why the host could not tell the visitor id. */
    readonly visitorProblem?: unknown;
    readonly customInvoke?: unknown;
    readonly customInvokeWhen?: unknown;
    readonly skipTerms?: unknown;
    readonly autoJoin?: unknown;
}

/** A property that can't be used, and why. `property` is its name in markup. */
export interface OptionProblem {
    readonly property: string;
    readonly code: ErrorCode;
}

/** The properties after normalization. */
export interface JoinOptions {
    /** Everything but the visitor; `null` while a property that every join needs can't be used. */
    readonly base: Omit<JoinTarget, 'visitorId'> | null;
    /** Whom to follow; `null` when nobody can be followed. */
    readonly target: JoinTarget | null;
    readonly openLocation: OpenLocation;
    readonly viewerWhen: ViewerWhen;
    readonly invocation: Invocation | null;
    readonly invokeWhen: InvokeWhen;
    readonly showTerms: boolean;
    readonly autoJoin: boolean;
    /** In order of importance. */
    readonly problems: readonly OptionProblem[];
}

const nobody: JoinOptions = {
    base: null,
    target: null,
    openLocation: 'tab',
    viewerWhen: 'sessionStart',
    invocation: null,
    invokeWhen: 'before',
    showTerms: true,
    autoJoin: false,
    problems: []
};

/** Four to six digits, a number. Source: Glance's documentation of group ids. */
const GROUP_ID = /^[1-9]\d{3,5}$/;

/** Normalizes and checks all properties of the button: the one place that knows what may be given. Never throws. */
export function readOptions(given: GivenOptions): JoinOptions {
    const problems: OptionProblem[] = [];
    const flaw = (property: string, code: ErrorCode): null => {
        problems.push({ property, code });
        return null;
    };
    /** One of the choices: the first when nothing is given, or something else, which is named. */
    const choice = <const Choice extends string>(
        property: string,
        choices: readonly [Choice, ...Choice[]],
        value: unknown
    ): Choice => {
        const chosen = oneOf(choices, value);
        if (chosen === null && textOf(value) !== '') {
            flaw(property, 'optionsInvalid');
        }
        return chosen ?? choices[0];
    };
    if (isErrorCode(given.setupProblem)) {
        return { ...nobody, problems: [{ property: 'setup-problem', code: given.setupProblem }] };
    }
    const hosts = readHosts(given, (property) => flaw(property, 'hostInvalid'));
    const groupId = readGroupId(given.groupId, flaw);
    const loginKeySource = groupId && readLoginKeySource(given, groupId, flaw);
    const base = hosts && groupId && loginKeySource ? { ...hosts, groupId, loginKeySource } : null;
    const visitorId = isTrue(given.presence) ? readVisitorId(given, flaw) : null;
    return {
        base,
        target: base && visitorId ? { ...base, visitorId } : null,
        openLocation: choice('open-location', ['tab', 'window'], given.openLocation),
        viewerWhen: choice('open-viewer-when', ['sessionStart', 'click'], given.openViewerWhen),
        invocation: given.customInvoke ? readInvocation(given.customInvoke, flaw) : null,
        invokeWhen: choice(
            'custom-invoke-when',
            ['before', 'instead', 'menu'],
            given.customInvokeWhen
        ),
        showTerms: !isTrue(given.skipTerms),
        autoJoin: isTrue(given.autoJoin),
        problems
    };
}

type Flaw = (property: string, code: ErrorCode) => null;

function readGroupId(given: unknown, flaw: Flaw): number | null {
    const text = textOf(given);
    if (text === '') {
        return flaw('group-id', 'groupIdMissing');
    }
    return GROUP_ID.test(text) ? Number(text) : flaw('group-id', 'groupIdInvalid');
}

function readVisitorId({ visitorId, visitorProblem }: GivenOptions, flaw: Flaw): string | null {
    const text = textOf(visitorId);
    if (text === '') {
        return flaw(
            'visitor-id',
            isErrorCode(visitorProblem) ? visitorProblem : 'visitorIdMissing'
        );
    }
    return isSessionKey(text) ? text : flaw('visitor-id', 'visitorIdInvalid');
}

function readLoginKeySource(
    given: GivenOptions,
    groupId: number,
    flaw: Flaw
): LoginKeySource | null {
    const authUrl = textOf(given.authUrl);
    const loginKey = textOf(given.loginKey);
    if (authUrl === '' && loginKey === '') {
        return { type: 'org', settingsName: textOf(given.settingsName) || 'Default' };
    }
    const partnerUserId = textOf(given.puid);
    if (partnerUserId === '') {
        return flaw('puid', 'puidMissing');
    }
    if (loginKey !== '') {
        return { type: 'ready', loginKey, groupId, partnerUserId };
    }
    const authHeaders = textsOf(given.authHeaders) ?? flaw('auth-headers', 'optionsInvalid');
    const authBody = textsOf(given.authBody) ?? flaw('auth-body', 'optionsInvalid');
    if (!isSafeAddress(authUrl)) {
        return flaw('auth-url', 'optionsInvalid');
    }
    return (
        authHeaders &&
        authBody && { type: 'url', authUrl, authHeaders, authBody, groupId, partnerUserId }
    );
}

function readInvocation(given: unknown, flaw: Flaw): Invocation | null {
    const { func, args } = (typeof given === 'object' && given !== null ? given : {}) as Record<
        string,
        unknown
    >;
    const name = functionName(textOf(func));
    try {
        return name
            ? { func: name, args: readArguments(jsonOf(args)) }
            : flaw('custom-invoke', 'customInvokeInvalid');
    } catch {
        return flaw('custom-invoke', 'customInvokeInvalid');
    }
}

/** The arguments as JSON: what a host gave is read-only inside the component, and Glance's script gets a copy. */
function jsonOf(args: unknown): string {
    return typeof args === 'string' ? args : JSON.stringify(args === undefined ? {} : args);
}
