export type { DeclaredEventType, Upcaster, Upcasts } from './event-type';
export { ANY_TYPES, declareEventTypes, type EventTypes } from './event-types';
export {
  allFoldingStored,
  foldingStored,
  presentCommit,
  presentEvents,
  presentWanted,
  type OnUnknown,
  type Wanted,
} from './present';
