export { decide, type DecisionParts } from './decide';
export type { Decided, DecideOptions, Decider } from './decider';
export type { DecisionModel, DecisionModels, StatesOf } from './decision-model';
export { mapStates } from './map-states';
export { MongoSnapshotStorage } from './mongo';
export type { Snapshot, SnapshotForm, SnapshotStorage } from './snapshot';
export { allFoldingStored, foldingStored } from './upcasting-model';
export { fold, type StateAt, StateReader } from './state-reader';
export { UnwrittenAnswers } from './unwritten-answers';
