export type { DeclaredEventType, Upcaster, Upcasts } from './event-type';
export { ANY_TYPES, declareEventTypes, type EventTypes } from './event-types';
export { upcastAll, upcastCommit, upcastEvents, type OnUnknown } from './upcast';
