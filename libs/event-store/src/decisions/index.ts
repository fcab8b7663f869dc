export { decide, type DecisionParts } from './decide';
export type { Decided, DecideOptions, Decider } from './decider';
export type { DecisionModel, DecisionModels, StatesOf } from './decision-model';
export {
  assertDeclared,
  type DeclaredModel,
  decisionModel,
  type ModelArguments,
  type ModelDeclaration,
} from './declare-model';
export { fold } from './fold';
export { judge } from './judge';
export { mapStates } from './map-states';
export { MongoSnapshotStorage } from './mongo';
export type { Snapshot, SnapshotForm, SnapshotStorage } from './snapshot';
export { allFoldingStored, foldingStored } from './upcasting-model';
export { type StateAt, StateReader } from './state-reader';
export { UnwrittenAnswers } from './unwritten-answers';
