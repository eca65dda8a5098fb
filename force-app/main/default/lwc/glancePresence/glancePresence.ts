export { followVisitor } from './followVisitor';
export type { PresenceHandle } from './followVisitor';
export { loadGlanceScript } from './loadGlanceScript';
export type { PresenceEvent, PresenceTarget } from './presenceConnection';
export type { VisitorPresence } from './visitorPresence';
