export {
  LOG_PROMISES,
  logOver,
  type Instance,
  type InstanceOptions,
  type LogUnderTest,
  type Promised,
} from './conformance';
export {
  FaultyCommitStorage,
  type InsertFault,
  type Refusal,
  type TailReadFault,
} from './faulty-commit-storage';
export { MemoryCommits, MemoryCommitStorage } from './memory-commit-storage';
export { MemorySnapshotStorage } from './memory-snapshot-storage';
export { memoryStore } from './memory-store';
export { TestClock } from './test-clock';
export { recordedHistories, recordRelease, type RecordedDomain, type RecordedHistory } from './recorded';
export {
  decider,
  ExpectationError,
  FakeOutside,
  projection,
  reaction,
  recorded,
  type Decision,
  type DeciderOptions,
  type ExpectedDocument,
  type ExpectedDocuments,
  type GivenHistory,
  type GivenToProjection,
  type GivenToReaction,
  type History,
  type ConflictScenario,
  type OutsideCall,
  type OutsideFault,
  type ParkedCall,
  type PositionsByKey,
  type ReactionCall,
  type ReactionOutcome,
} from './scenarios';
