export { followVisitor } from './followVisitor';
export type { PresenceHandle } from './followVisitor';
export { loadGlanceScript } from './loadGlanceScript';
export type { PresenceEvent, PresenceTarget } from './presenceEvent';
export type { VisitorPresence } from './visitorPresence';
export type { GlanceScript } from './glanceScript';
export type { ScriptOptions } from './scriptConfiguration';
