export { decide, type Decided, type DecideOptions, type Decider } from './decide';
export type { DecisionModel, DecisionModels, StatesOf } from './decision-model';
export { mapStates } from './map-states';
export { MongoSnapshotStorage } from './mongo';
export type { Snapshot, SnapshotForm, SnapshotStorage } from './snapshot';
export { fold, type StateAt, StateReader } from './state-reader';
