export { decide, type DecisionParts } from './decide';
export type { Decided, DecideOptions, Decider } from './decider';
export { fold } from './fold';
export { judge } from './judge';
export { mapStates } from './map-states';
export { MongoSnapshotStorage } from './mongo';
export { allFoldingStored, foldingStored } from './upcasting-model';
export { type StateAt, StateReader } from './state-reader';
export { UnwrittenAnswers } from './unwritten-answers';
