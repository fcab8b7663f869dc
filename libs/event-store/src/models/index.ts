export type { DecisionModel, DecisionModels, StatesOf } from './decision-model';
export {
  assertDeclared,
  type DeclaredModel,
  decisionModel,
  type ModelArguments,
  type ModelDeclaration,
  voidedByEverything,
} from './declare-model';
export { type Facts, isRefusal, refuse, Refusal } from './refusal';
export type { Snapshot, SnapshotForm, SnapshotStorage, UpcastSample } from './snapshot';
export { type PlainSnapshot, snapshotForm } from './snapshot-form';
export type { Codec, Codecs } from '../codecs';
