import notPermitted from '@salesforce/label/c.Glance_Error_notPermitted';
import notPermittedAction from '@salesforce/label/c.Glance_Error_notPermitted_Action';
import settingsNotPermitted from '@salesforce/label/c.Glance_Error_settingsNotPermitted';
import settingsNotPermittedAction from '@salesforce/label/c.Glance_Error_settingsNotPermitted_Action';
import settingsMissing from '@salesforce/label/c.Glance_Error_settingsMissing';
import settingsMissingAction from '@salesforce/label/c.Glance_Error_settingsMissing_Action';
import settingsUnavailable from '@salesforce/label/c.Glance_Error_settingsUnavailable';
import settingsUnavailableAction from '@salesforce/label/c.Glance_Error_settingsUnavailable_Action';
import orgUnavailable from '@salesforce/label/c.Glance_Error_orgUnavailable';
import orgUnavailableAction from '@salesforce/label/c.Glance_Error_orgUnavailable_Action';
import groupIdMissing from '@salesforce/label/c.Glance_Error_groupIdMissing';
import groupIdMissingAction from '@salesforce/label/c.Glance_Error_groupIdMissing_Action';
import groupIdInvalid from '@salesforce/label/c.Glance_Error_groupIdInvalid';
import groupIdInvalidAction from '@salesforce/label/c.Glance_Error_groupIdInvalid_Action';
import hostInvalid from '@salesforce/label/c.Glance_Error_hostInvalid';
import hostInvalidAction from '@salesforce/label/c.Glance_Error_hostInvalid_Action';
import optionsInvalid from '@salesforce/label/c.Glance_Error_optionsInvalid';
import optionsInvalidAction from '@salesforce/label/c.Glance_Error_optionsInvalid_Action';
import puidMissing from '@salesforce/label/c.Glance_Error_puidMissing';
import puidMissingAction from '@salesforce/label/c.Glance_Error_puidMissing_Action';
import puidEditable from '@salesforce/label/c.Glance_Error_puidEditable';
import puidEditableAction from '@salesforce/label/c.Glance_Error_puidEditable_Action';
import apiKeyMissing from '@salesforce/label/c.Glance_Error_apiKeyMissing';
import apiKeyMissingAction from '@salesforce/label/c.Glance_Error_apiKeyMissing_Action';
import apiKeyGroupInvalid from '@salesforce/label/c.Glance_Error_apiKeyGroupInvalid';
import apiKeyGroupInvalidAction from '@salesforce/label/c.Glance_Error_apiKeyGroupInvalid_Action';
import certificateMissing from '@salesforce/label/c.Glance_Error_certificateMissing';
import certificateMissingAction from '@salesforce/label/c.Glance_Error_certificateMissing_Action';
import jwtSettingsMissing from '@salesforce/label/c.Glance_Error_jwtSettingsMissing';
import jwtSettingsMissingAction from '@salesforce/label/c.Glance_Error_jwtSettingsMissing_Action';
import webServerMissing from '@salesforce/label/c.Glance_Error_webServerMissing';
import webServerMissingAction from '@salesforce/label/c.Glance_Error_webServerMissing_Action';
import webServerUnconfirmed from '@salesforce/label/c.Glance_Error_webServerUnconfirmed';
import webServerUnconfirmedAction from '@salesforce/label/c.Glance_Error_webServerUnconfirmed_Action';
import authUrlMissing from '@salesforce/label/c.Glance_Error_authUrlMissing';
import authUrlMissingAction from '@salesforce/label/c.Glance_Error_authUrlMissing_Action';
import flowMissing from '@salesforce/label/c.Glance_Error_flowMissing';
import flowMissingAction from '@salesforce/label/c.Glance_Error_flowMissing_Action';
import visitorFieldMissing from '@salesforce/label/c.Glance_Error_visitorFieldMissing';
import visitorFieldMissingAction from '@salesforce/label/c.Glance_Error_visitorFieldMissing_Action';
import visitorFieldUnreadable from '@salesforce/label/c.Glance_Error_visitorFieldUnreadable';
import visitorFieldUnreadableAction from '@salesforce/label/c.Glance_Error_visitorFieldUnreadable_Action';
import visitorIdMissing from '@salesforce/label/c.Glance_Error_visitorIdMissing';
import visitorIdMissingAction from '@salesforce/label/c.Glance_Error_visitorIdMissing_Action';
import visitorIdInvalid from '@salesforce/label/c.Glance_Error_visitorIdInvalid';
import visitorIdInvalidAction from '@salesforce/label/c.Glance_Error_visitorIdInvalid_Action';
import recordUnavailable from '@salesforce/label/c.Glance_Error_recordUnavailable';
import recordUnavailableAction from '@salesforce/label/c.Glance_Error_recordUnavailable_Action';
import recordUnreadable from '@salesforce/label/c.Glance_Error_recordUnreadable';
import recordUnreadableAction from '@salesforce/label/c.Glance_Error_recordUnreadable_Action';
import scriptMissing from '@salesforce/label/c.Glance_Error_scriptMissing';
import scriptMissingAction from '@salesforce/label/c.Glance_Error_scriptMissing_Action';
import loginKeyRefused from '@salesforce/label/c.Glance_Error_loginKeyRefused';
import loginKeyRefusedAction from '@salesforce/label/c.Glance_Error_loginKeyRefused_Action';
import loginKeyServiceUnreachable from '@salesforce/label/c.Glance_Error_loginKeyServiceUnreachable';
import loginKeyServiceUnreachableAction from '@salesforce/label/c.Glance_Error_loginKeyServiceUnreachable_Action';
import loginKeyInvalid from '@salesforce/label/c.Glance_Error_loginKeyInvalid';
import loginKeyInvalidAction from '@salesforce/label/c.Glance_Error_loginKeyInvalid_Action';
import loginKeyPropertyInvalid from '@salesforce/label/c.Glance_Error_loginKeyPropertyInvalid';
import loginKeyPropertyInvalidAction from '@salesforce/label/c.Glance_Error_loginKeyPropertyInvalid_Action';
import loginKeyExpired from '@salesforce/label/c.Glance_Error_loginKeyExpired';
import loginKeyExpiredAction from '@salesforce/label/c.Glance_Error_loginKeyExpired_Action';
import authorizationRefused from '@salesforce/label/c.Glance_Error_authorizationRefused';
import authorizationRefusedAction from '@salesforce/label/c.Glance_Error_authorizationRefused_Action';
import authorizationFailed from '@salesforce/label/c.Glance_Error_authorizationFailed';
import authorizationFailedAction from '@salesforce/label/c.Glance_Error_authorizationFailed_Action';
import authorizationUnreachable from '@salesforce/label/c.Glance_Error_authorizationUnreachable';
import authorizationUnreachableAction from '@salesforce/label/c.Glance_Error_authorizationUnreachable_Action';
import groupConflict from '@salesforce/label/c.Glance_Error_groupConflict';
import groupConflictAction from '@salesforce/label/c.Glance_Error_groupConflict_Action';
import presenceNotEnabled from '@salesforce/label/c.Glance_Error_presenceNotEnabled';
import presenceNotEnabledAction from '@salesforce/label/c.Glance_Error_presenceNotEnabled_Action';
import presenceUnreachable from '@salesforce/label/c.Glance_Error_presenceUnreachable';
import presenceUnreachableAction from '@salesforce/label/c.Glance_Error_presenceUnreachable_Action';
import connectionLost from '@salesforce/label/c.Glance_Error_connectionLost';
import connectionLostAction from '@salesforce/label/c.Glance_Error_connectionLost_Action';
import presenceFailed from '@salesforce/label/c.Glance_Error_presenceFailed';
import presenceFailedAction from '@salesforce/label/c.Glance_Error_presenceFailed_Action';
import visitorNotPresent from '@salesforce/label/c.Glance_Error_visitorNotPresent';
import visitorNotPresentAction from '@salesforce/label/c.Glance_Error_visitorNotPresent_Action';
import visitorLeft from '@salesforce/label/c.Glance_Error_visitorLeft';
import visitorLeftAction from '@salesforce/label/c.Glance_Error_visitorLeft_Action';
import visitorDeclined from '@salesforce/label/c.Glance_Error_visitorDeclined';
import visitorDeclinedAction from '@salesforce/label/c.Glance_Error_visitorDeclined_Action';
import inviteExpired from '@salesforce/label/c.Glance_Error_inviteExpired';
import inviteExpiredAction from '@salesforce/label/c.Glance_Error_inviteExpired_Action';
import sessionKeyInUse from '@salesforce/label/c.Glance_Error_sessionKeyInUse';
import sessionKeyInUseAction from '@salesforce/label/c.Glance_Error_sessionKeyInUse_Action';
import sessionStartFailed from '@salesforce/label/c.Glance_Error_sessionStartFailed';
import sessionStartFailedAction from '@salesforce/label/c.Glance_Error_sessionStartFailed_Action';
import agentNotAuthorized from '@salesforce/label/c.Glance_Error_agentNotAuthorized';
import agentNotAuthorizedAction from '@salesforce/label/c.Glance_Error_agentNotAuthorized_Action';
import endRefused from '@salesforce/label/c.Glance_Error_endRefused';
import endRefusedAction from '@salesforce/label/c.Glance_Error_endRefused_Action';
import preSessionStopped from '@salesforce/label/c.Glance_Error_preSessionStopped';
import preSessionStoppedAction from '@salesforce/label/c.Glance_Error_preSessionStopped_Action';
import preSessionFailed from '@salesforce/label/c.Glance_Error_preSessionFailed';
import preSessionFailedAction from '@salesforce/label/c.Glance_Error_preSessionFailed_Action';
import preSessionExpired from '@salesforce/label/c.Glance_Error_preSessionExpired';
import preSessionExpiredAction from '@salesforce/label/c.Glance_Error_preSessionExpired_Action';
import flowFailed from '@salesforce/label/c.Glance_Error_flowFailed';
import flowFailedAction from '@salesforce/label/c.Glance_Error_flowFailed_Action';
import customInvokeInvalid from '@salesforce/label/c.Glance_Error_customInvokeInvalid';
import customInvokeInvalidAction from '@salesforce/label/c.Glance_Error_customInvokeInvalid_Action';
import mergeFieldUnknown from '@salesforce/label/c.Glance_Error_mergeFieldUnknown';
import mergeFieldUnknownAction from '@salesforce/label/c.Glance_Error_mergeFieldUnknown_Action';
import customInvokeFailed from '@salesforce/label/c.Glance_Error_customInvokeFailed';
import customInvokeFailedAction from '@salesforce/label/c.Glance_Error_customInvokeFailed_Action';
import viewerFailed from '@salesforce/label/c.Glance_Error_viewerFailed';
import viewerFailedAction from '@salesforce/label/c.Glance_Error_viewerFailed_Action';
import sessionKeyInvalid from '@salesforce/label/c.Glance_Error_sessionKeyInvalid';
import sessionKeyInvalidAction from '@salesforce/label/c.Glance_Error_sessionKeyInvalid_Action';
import sessionNotFound from '@salesforce/label/c.Glance_Error_sessionNotFound';
import sessionNotFoundAction from '@salesforce/label/c.Glance_Error_sessionNotFound_Action';
import unknown from '@salesforce/label/c.Glance_Error_unknown';
import unknownAction from '@salesforce/label/c.Glance_Error_unknown_Action';

/** Who can remove the cause of an error. */
export type Responsible = 'agent' | 'admin' | 'glance';

/** One row of the error table: what happened, what to do, who can do it, and whether trying again may help. */
export interface ErrorRow {
    readonly happened: string;
    readonly action: string;
    readonly who: Responsible;
    readonly retryable: boolean;
}

/** What can go wrong, by code. The words live in the custom labels `Glance_Error_<code>` and `Glance_Error_<code>_Action`. */
export const errorTable = {
    notPermitted: {
        happened: notPermitted,
        action: notPermittedAction,
        who: 'admin',
        retryable: false
    },
    settingsNotPermitted: {
        happened: settingsNotPermitted,
        action: settingsNotPermittedAction,
        who: 'admin',
        retryable: false
    },
    settingsMissing: {
        happened: settingsMissing,
        action: settingsMissingAction,
        who: 'admin',
        retryable: false
    },
    settingsUnavailable: {
        happened: settingsUnavailable,
        action: settingsUnavailableAction,
        who: 'admin',
        retryable: true
    },
    orgUnavailable: {
        happened: orgUnavailable,
        action: orgUnavailableAction,
        who: 'admin',
        retryable: true
    },
    groupIdMissing: {
        happened: groupIdMissing,
        action: groupIdMissingAction,
        who: 'admin',
        retryable: false
    },
    groupIdInvalid: {
        happened: groupIdInvalid,
        action: groupIdInvalidAction,
        who: 'admin',
        retryable: false
    },
    hostInvalid: {
        happened: hostInvalid,
        action: hostInvalidAction,
        who: 'admin',
        retryable: false
    },
    optionsInvalid: {
        happened: optionsInvalid,
        action: optionsInvalidAction,
        who: 'admin',
        retryable: false
    },
    puidMissing: {
        happened: puidMissing,
        action: puidMissingAction,
        who: 'admin',
        retryable: false
    },
    puidEditable: {
        happened: puidEditable,
        action: puidEditableAction,
        who: 'admin',
        retryable: false
    },
    apiKeyMissing: {
        happened: apiKeyMissing,
        action: apiKeyMissingAction,
        who: 'admin',
        retryable: false
    },
    apiKeyGroupInvalid: {
        happened: apiKeyGroupInvalid,
        action: apiKeyGroupInvalidAction,
        who: 'admin',
        retryable: false
    },
    certificateMissing: {
        happened: certificateMissing,
        action: certificateMissingAction,
        who: 'admin',
        retryable: false
    },
    jwtSettingsMissing: {
        happened: jwtSettingsMissing,
        action: jwtSettingsMissingAction,
        who: 'admin',
        retryable: false
    },
    webServerMissing: {
        happened: webServerMissing,
        action: webServerMissingAction,
        who: 'admin',
        retryable: false
    },
    webServerUnconfirmed: {
        happened: webServerUnconfirmed,
        action: webServerUnconfirmedAction,
        who: 'admin',
        retryable: false
    },
    authUrlMissing: {
        happened: authUrlMissing,
        action: authUrlMissingAction,
        who: 'admin',
        retryable: false
    },
    flowMissing: {
        happened: flowMissing,
        action: flowMissingAction,
        who: 'admin',
        retryable: false
    },
    visitorFieldMissing: {
        happened: visitorFieldMissing,
        action: visitorFieldMissingAction,
        who: 'admin',
        retryable: false
    },
    visitorFieldUnreadable: {
        happened: visitorFieldUnreadable,
        action: visitorFieldUnreadableAction,
        who: 'admin',
        retryable: false
    },
    visitorIdMissing: {
        happened: visitorIdMissing,
        action: visitorIdMissingAction,
        who: 'agent',
        retryable: false
    },
    visitorIdInvalid: {
        happened: visitorIdInvalid,
        action: visitorIdInvalidAction,
        who: 'agent',
        retryable: false
    },
    recordUnavailable: {
        happened: recordUnavailable,
        action: recordUnavailableAction,
        who: 'agent',
        retryable: true
    },
    recordUnreadable: {
        happened: recordUnreadable,
        action: recordUnreadableAction,
        who: 'admin',
        retryable: true
    },
    scriptMissing: {
        happened: scriptMissing,
        action: scriptMissingAction,
        who: 'admin',
        retryable: true
    },
    loginKeyRefused: {
        happened: loginKeyRefused,
        action: loginKeyRefusedAction,
        who: 'admin',
        retryable: true
    },
    loginKeyServiceUnreachable: {
        happened: loginKeyServiceUnreachable,
        action: loginKeyServiceUnreachableAction,
        who: 'admin',
        retryable: true
    },
    loginKeyInvalid: {
        happened: loginKeyInvalid,
        action: loginKeyInvalidAction,
        who: 'admin',
        retryable: true
    },
    loginKeyPropertyInvalid: {
        happened: loginKeyPropertyInvalid,
        action: loginKeyPropertyInvalidAction,
        who: 'admin',
        retryable: true
    },
    loginKeyExpired: {
        happened: loginKeyExpired,
        action: loginKeyExpiredAction,
        who: 'admin',
        retryable: true
    },
    authorizationRefused: {
        happened: authorizationRefused,
        action: authorizationRefusedAction,
        who: 'admin',
        retryable: true
    },
    authorizationFailed: {
        happened: authorizationFailed,
        action: authorizationFailedAction,
        who: 'glance',
        retryable: true
    },
    authorizationUnreachable: {
        happened: authorizationUnreachable,
        action: authorizationUnreachableAction,
        who: 'admin',
        retryable: true
    },
    groupConflict: {
        happened: groupConflict,
        action: groupConflictAction,
        who: 'admin',
        retryable: false
    },
    presenceNotEnabled: {
        happened: presenceNotEnabled,
        action: presenceNotEnabledAction,
        who: 'glance',
        retryable: true
    },
    presenceUnreachable: {
        happened: presenceUnreachable,
        action: presenceUnreachableAction,
        who: 'glance',
        retryable: true
    },
    connectionLost: {
        happened: connectionLost,
        action: connectionLostAction,
        who: 'glance',
        retryable: true
    },
    presenceFailed: {
        happened: presenceFailed,
        action: presenceFailedAction,
        who: 'glance',
        retryable: true
    },
    visitorNotPresent: {
        happened: visitorNotPresent,
        action: visitorNotPresentAction,
        who: 'agent',
        retryable: true
    },
    visitorLeft: {
        happened: visitorLeft,
        action: visitorLeftAction,
        who: 'agent',
        retryable: true
    },
    visitorDeclined: {
        happened: visitorDeclined,
        action: visitorDeclinedAction,
        who: 'agent',
        retryable: true
    },
    inviteExpired: {
        happened: inviteExpired,
        action: inviteExpiredAction,
        who: 'agent',
        retryable: true
    },
    sessionKeyInUse: {
        happened: sessionKeyInUse,
        action: sessionKeyInUseAction,
        who: 'agent',
        retryable: true
    },
    sessionStartFailed: {
        happened: sessionStartFailed,
        action: sessionStartFailedAction,
        who: 'agent',
        retryable: true
    },
    agentNotAuthorized: {
        happened: agentNotAuthorized,
        action: agentNotAuthorizedAction,
        who: 'admin',
        retryable: true
    },
    endRefused: { happened: endRefused, action: endRefusedAction, who: 'agent', retryable: true },
    preSessionStopped: {
        happened: preSessionStopped,
        action: preSessionStoppedAction,
        who: 'agent',
        retryable: true
    },
    preSessionFailed: {
        happened: preSessionFailed,
        action: preSessionFailedAction,
        who: 'admin',
        retryable: true
    },
    preSessionExpired: {
        happened: preSessionExpired,
        action: preSessionExpiredAction,
        who: 'admin',
        retryable: true
    },
    flowFailed: { happened: flowFailed, action: flowFailedAction, who: 'admin', retryable: true },
    customInvokeInvalid: {
        happened: customInvokeInvalid,
        action: customInvokeInvalidAction,
        who: 'admin',
        retryable: false
    },
    mergeFieldUnknown: {
        happened: mergeFieldUnknown,
        action: mergeFieldUnknownAction,
        who: 'admin',
        retryable: false
    },
    customInvokeFailed: {
        happened: customInvokeFailed,
        action: customInvokeFailedAction,
        who: 'agent',
        retryable: true
    },
    viewerFailed: {
        happened: viewerFailed,
        action: viewerFailedAction,
        who: 'agent',
        retryable: true
    },
    sessionKeyInvalid: {
        happened: sessionKeyInvalid,
        action: sessionKeyInvalidAction,
        who: 'agent',
        retryable: true
    },
    sessionNotFound: {
        happened: sessionNotFound,
        action: sessionNotFoundAction,
        who: 'agent',
        retryable: true
    },
    unknown: { happened: unknown, action: unknownAction, who: 'admin', retryable: true }
} as const satisfies Readonly<Record<string, ErrorRow>>;
