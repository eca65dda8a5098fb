export { lookUpSession } from './lookUpSession';
export type { LookupQuery, SessionLookup } from './lookUpSession';
export { openViewer, viewerForm, viewerUrl } from './viewer';
export type { OpenLocation, ViewerForm, ViewerRequest } from './viewer';
