export type { DeclaredEventType, Upcaster, Upcasts } from './event-type';
export { ANY_TYPES, declareEventTypes, type EventTypes } from './event-types';
export { presentAll, upcastCommit, upcastEvents, type OnUnknown } from './upcast';
