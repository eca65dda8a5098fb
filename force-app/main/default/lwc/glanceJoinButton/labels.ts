import region from '@salesforce/label/c.Glance_Region';
import invoke from '@salesforce/label/c.Glance_Invoke';
import viewerOpened from '@salesforce/label/c.Glance_Viewer_Opened';
import join from '@salesforce/label/c.Glance_Join';
import cancel from '@salesforce/label/c.Glance_Cancel';
import tryAgain from '@salesforce/label/c.Glance_Try_Again';
import endSession from '@salesforce/label/c.Glance_End_Session';
import ending from '@salesforce/label/c.Glance_Ending';
import openSession from '@salesforce/label/c.Glance_Open_Session';
import joinSession from '@salesforce/label/c.Glance_Join_Session';
import dismiss from '@salesforce/label/c.Glance_Dismiss';
import moreActions from '@salesforce/label/c.Glance_More_Actions';
import enterSessionKey from '@salesforce/label/c.Glance_Enter_Session_Key';
import connecting from '@salesforce/label/c.Glance_Connecting';
import connectingAgain from '@salesforce/label/c.Glance_Connecting_Again';
import absent from '@salesforce/label/c.Glance_Absent';
import present from '@salesforce/label/c.Glance_Present';
import preparing from '@salesforce/label/c.Glance_Preparing';
import invitingSending from '@salesforce/label/c.Glance_Inviting_Sending';
import invitingSent from '@salesforce/label/c.Glance_Inviting_Sent';
import invitingDisplayed from '@salesforce/label/c.Glance_Inviting_Displayed';
import invitingAccepted from '@salesforce/label/c.Glance_Inviting_Accepted';
import inSession from '@salesforce/label/c.Glance_In_Session';
import visitorSharing from '@salesforce/label/c.Glance_Visitor_Sharing';
import keyOnly from '@salesforce/label/c.Glance_Key_Only';
import notReady from '@salesforce/label/c.Glance_Not_Ready';
import failed from '@salesforce/label/c.Glance_Failed';
import cancelled from '@salesforce/label/c.Glance_Cancelled';
import cancelledBefore from '@salesforce/label/c.Glance_Cancelled_Before';
import invoked from '@salesforce/label/c.Glance_Invoked';
import sessionEnded from '@salesforce/label/c.Glance_Session_Ended';
import duration from '@salesforce/label/c.Glance_Duration';
import viewing from '@salesforce/label/c.Glance_Viewing';
import browserOnPlatform from '@salesforce/label/c.Glance_Browser_On_Platform';
import errorCode from '@salesforce/label/c.Glance_Error_Code';
import arrival from '@salesforce/label/c.Glance_Arrival';
import askForKey from '@salesforce/label/c.Glance_Ask_For_Key';
import lateAcceptanceEnded from '@salesforce/label/c.Glance_Late_Acceptance_Ended';
import markEnded from '@salesforce/label/c.Glance_Mark_Ended';
import markedEnded from '@salesforce/label/c.Glance_Marked_Ended';
import popupHint from '@salesforce/label/c.Glance_Popup_Hint';
import unanswered from '@salesforce/label/c.Glance_Unanswered';
import waiting from '@salesforce/label/c.Glance_Waiting';

/** The words of the button, from the custom labels `Glance_*`. */
export const labels = {
    region,
    invoke,
    viewerOpened,
    join,
    cancel,
    tryAgain,
    endSession,
    ending,
    openSession,
    joinSession,
    dismiss,
    moreActions,
    enterSessionKey,
    connecting,
    connectingAgain,
    absent,
    present,
    preparing,
    invitingSending,
    invitingSent,
    invitingDisplayed,
    invitingAccepted,
    inSession,
    visitorSharing,
    keyOnly,
    notReady,
    failed,
    cancelled,
    cancelledBefore,
    invoked,
    sessionEnded,
    duration,
    viewing,
    browserOnPlatform,
    errorCode,
    arrival,
    askForKey,
    lateAcceptanceEnded,
    markEnded,
    markedEnded,
    popupHint,
    unanswered,
    waiting
} as const;
