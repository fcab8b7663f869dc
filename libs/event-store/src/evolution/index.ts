export type { DeclaredEventType, Upcaster, Upcasts } from './event-type';
export { ANY_TYPES, declareEventTypes, type EventTypes } from './event-types';
export {
  allFoldingStored,
  foldingStored,
  presentAll,
  presentCommit,
  presentEvents,
  type OnUnknown,
} from './present';
