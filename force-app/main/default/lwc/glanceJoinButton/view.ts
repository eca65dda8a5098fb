import { errorRow } from 'c/glanceErrors';
import type { ErrorCode } from 'c/glanceErrors';
import type { InviteStep, JoinState, Notice } from 'c/glanceJoinSession';
import type { VisitorPresence } from 'c/glancePresence';
import { labels } from './labels';

/** The look of the button's status: never told by colour alone, each has an icon of its own. */
export type Tone = 'absent' | 'present' | 'busy' | 'session' | 'problem';

/** A message below the status. */
export interface NoticeView {
    readonly text: string;
    readonly action: string | null;
    readonly code: ErrorCode | null;
    readonly isProblem: boolean;
}

/** All that the template shows of a state. */
export interface StatusView {
    readonly tone: Tone;
    readonly icon: string;
    readonly headline: string;
    readonly details: readonly string[];
    /** A sentence below the headline that must be read as a whole. */
    readonly remark: string | null;
    readonly busy: boolean;
    readonly notice: NoticeView | null;
}

const ICONS: Readonly<Record<Tone, string>> = {
    absent: 'utility:offline',
    present: 'utility:user',
    busy: 'utility:clock',
    session: 'utility:screen',
    problem: 'utility:warning'
};

const STEP_HEADLINES: Readonly<Record<InviteStep, string>> = {
    sending: labels.invitingSending,
    sent: labels.invitingSent,
    displayed: labels.invitingDisplayed,
    accepted: labels.invitingAccepted
};

const NOTICES: Readonly<Record<Exclude<Notice['type'], 'problem'>, string>> = {
    cancelled: labels.cancelled,
    cancelledBefore: labels.cancelledBefore,
    invoked: labels.invoked,
    sessionEnded: labels.sessionEnded,
    lateAcceptanceEnded: labels.lateAcceptanceEnded,
    markedEnded: labels.markedEnded
};

/**
 * What to show for a state. Pure.
 * @param canJoinByKey whether a session key is enough to join: then a missing visitor is no reason for alarm.
 */
export function viewOf(state: JoinState, canJoinByKey: boolean): StatusView {
    const {
        tone,
        headline,
        details = [],
        remark = null,
        notice = noticeView(state.notice)
    } = statusOf(state, canJoinByKey);
    const busy = state.status === 'connecting' || tone === 'busy';
    return { tone, icon: ICONS[tone], headline, details, remark, busy, notice };
}

interface Status {
    readonly tone: Tone;
    readonly headline: string;
    readonly details?: readonly string[];
    readonly remark?: string | null;
    readonly notice?: NoticeView | null;
}

function statusOf(state: JoinState, canJoinByKey: boolean): Status {
    switch (state.status) {
        case 'unconfigured':
            return {
                tone: canJoinByKey ? 'absent' : 'problem',
                headline: canJoinByKey ? labels.keyOnly : labels.notReady,
                notice: state.problem && unconfiguredView(state.problem)
            };
        case 'connecting':
            return { tone: 'absent', headline: labels.connecting };
        case 'absent':
            return { tone: 'absent', headline: labels.absent };
        case 'present':
            return {
                tone: 'present',
                headline: labels.present,
                details: presenceDetails(state.visitor)
            };
        case 'preparing':
            return { tone: 'busy', headline: labels.preparing };
        case 'inviting':
            return {
                tone: 'busy',
                headline: STEP_HEADLINES[state.step],
                remark: state.unanswered ? labels.unanswered : null,
                details: state.connected ? [] : [labels.connectingAgain]
            };
        case 'inSession':
            return {
                tone: 'session',
                headline:
                    state.session.sessionKey === null ? labels.visitorSharing : labels.inSession,
                details: [
                    ...(state.visitor ? presenceDetails(state.visitor) : []),
                    ...(state.connected ? [] : [labels.connectingAgain])
                ]
            };
        case 'failed':
            return {
                tone: 'problem',
                headline: state.retrying ? labels.connectingAgain : labels.failed,
                notice: problemView(state.problem, null)
            };
    }
}

function noticeView(notice: Notice | null): NoticeView | null {
    if (notice?.type === 'problem') {
        return problemView(notice.code, notice.message);
    }
    return notice && { text: NOTICES[notice.type], action: null, code: null, isProblem: false };
}

/** Many customers have no visitor id: that is no reason for alarm on each of their records. */
function unconfiguredView(code: ErrorCode): NoticeView {
    const view = problemView(code, null);
    return code === 'visitorIdMissing' ? { ...view, code: null, isProblem: false } : view;
}

function problemView(code: ErrorCode, message: string | null): NoticeView {
    const { happened, action } = errorRow(code);
    // A hook's own message says better than the table what to do.
    return { text: message ?? happened, action: message ? null : action, code, isProblem: true };
}

/** What the visitor looks at, and with what. */
function presenceDetails({
    title,
    url,
    browser,
    browserVersion,
    platform
}: VisitorPresence): string[] {
    const page = title ?? (url && pageOf(url));
    const program = [browser, browserVersion].filter(Boolean).join(' ');
    const system =
        program && platform
            ? fill(labels.browserOnPlatform, program, platform)
            : program || platform;
    return [...(page ? [fill(labels.viewing, page)] : []), ...(system ? [system] : [])];
}

/** The path of an address, the host for its first page. What follows the path may be long, and is nobody's business. */
export function pageOf(address: string): string {
    if (!URL.canParse(address)) {
        return address.replace(/[?#].*$/s, '');
    }
    const { host, pathname } = new URL(address);
    try {
        return pathname === '/' ? host : decodeURI(pathname);
    } catch {
        return pathname;
    }
}

/** A label with its placeholders `{0}`, `{1}` filled in. */
export function fill(label: string, ...values: readonly string[]): string {
    return label.replace(/\{(\d)\}/g, (placeholder, index) => values[Number(index)] ?? placeholder);
}

/** A running time as `m:ss` or `h:mm:ss`. */
export function durationText(milliseconds: number): string {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    const two = (value: number): string => String(value).padStart(2, '0');
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    return hours > 0
        ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
        : `${minutes}:${two(seconds % 60)}`;
}
