import absent from '@salesforce/label/c.Glance_Utility_Absent';
import failed from '@salesforce/label/c.Glance_Utility_Failed';
import goToRecord from '@salesforce/label/c.Glance_Go_To_Record';
import inSession from '@salesforce/label/c.Glance_Utility_In_Session';
import loading from '@salesforce/label/c.Glance_Connecting';
import otherSessions from '@salesforce/label/c.Glance_Other_Sessions';
import present from '@salesforce/label/c.Glance_Utility_Present';
import title from '@salesforce/label/c.Glance_Region';
import tryAgain from '@salesforce/label/c.Glance_Try_Again';
import andNews from '@salesforce/label/c.Glance_Utility_And_News';
import news from '@salesforce/label/c.Glance_Utility_News';
import waitingOther from '@salesforce/label/c.Glance_Utility_Waiting_Other';
import waiting from '@salesforce/label/c.Glance_Utility_Waiting';

/** The words of the utility, from the custom labels `Glance_*`. */
export const labels = {
    absent,
    failed,
    goToRecord,
    inSession,
    loading,
    otherSessions,
    present,
    title,
    tryAgain,
    waiting,
    waitingOther,
    news,
    andNews
} as const;
