import { isErrorCode } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';
import { readSessionKey } from 'c/glanceJoinSession';
import type {
    Invocation,
    InvokeWhen,
    JoinRequest,
    JoinTarget,
    ViewerWhen
} from 'c/glanceJoinSession';
import type { LoginKeySource } from 'c/glanceLoginKey';
import type { OpenLocation } from 'c/glanceViewer';
import { readCustomFunction } from './customFunction';
import { isSafeAddress, readHosts } from './hosts';
import { isTrue, oneOf, textOf, textsOf } from './normalize';

type SessionKeyFrom = JoinRequest['sessionKeyFrom'];

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
    readonly confirmedWebServer?: unknown;
    readonly presenceServer?: unknown;
    readonly visitorId?: unknown;
    /** Why nobody can join, if the host knows: a code of the error table. */
    readonly setupProblem?: unknown;
    /** Why the host could not tell the visitor id. */
    readonly visitorProblem?: unknown;
    readonly customInvoke?: unknown;
    /** Why the host could not make up the custom function's call: `{property, code, detail}`. */
    readonly customInvokeProblem?: unknown;
    readonly customInvokeWhen?: unknown;
    readonly skipTerms?: unknown;
    readonly sessionKeyFrom?: unknown;
    readonly autoJoin?: unknown;
    readonly arrivalAlert?: unknown;
    readonly debugMode?: unknown;
}

/** A property that can't be used, and why. `property` is its name in markup. */
export interface OptionProblem {
    readonly property: string;
    readonly code: ErrorCode;
    /** What it is about, such as a merge field. */
    readonly detail?: string;
}

/** How an agent hears that a customer who was waited for has come. */
export type ArrivalAlert = 'none' | 'toast' | 'sound' | 'toastAndSound';

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
    readonly sessionKeyFrom: SessionKeyFrom;
    readonly autoJoin: boolean;
    readonly arrivalAlert: ArrivalAlert;
    /** Why nobody is asked, although the customer can be followed: asking would be more than the admin wanted. */
    readonly askingProblem: OptionProblem | null;
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
    sessionKeyFrom: 'random',
    autoJoin: false,
    arrivalAlert: 'none',
    askingProblem: null,
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
    const hosts = readHosts(given, flaw);
    const groupId = readGroupId(given.groupId, flaw);
    const loginKeySource = groupId && readLoginKeySource(given, groupId, flaw);
    const base =
        hosts && groupId && loginKeySource
            ? {
                  ...hosts,
                  groupId,
                  loginKeySource,
                  settingsName: loginKeySource.type === 'org' ? loginKeySource.settingsName : null,
                  debug: isTrue(given.debugMode)
              }
            : null;
    const visitorId = isTrue(given.presence) ? readVisitorId(given, flaw) : null;
    return {
        base,
        target: base && visitorId ? { ...base, visitorId } : null,
        openLocation: choice('open-location', ['tab', 'window'], given.openLocation),
        viewerWhen: choice('open-viewer-when', ['sessionStart', 'click'], given.openViewerWhen),
        ...readCustomFunction(given, problems),
        showTerms: !isTrue(given.skipTerms),
        sessionKeyFrom: choice('session-key-from', ['random', 'visitorId'], given.sessionKeyFrom),
        autoJoin: isTrue(given.autoJoin),
        arrivalAlert: choice(
            'arrival-alert',
            ['none', 'toast', 'sound', 'toastAndSound'],
            given.arrivalAlert
        ),
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
    // A number that is too long has lost digits by now: it would be another customer's.
    const exact = typeof visitorId !== 'number' || Number.isSafeInteger(visitorId);
    const read = exact && !/\s/.test(text) ? readSessionKey(text) : null;
    return read ?? flaw('visitor-id', 'visitorIdInvalid');
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
