export { type CheckpointPlace, Checkpoints, type StartingPlace } from './checkpoints';
export { watchCommits } from './commit-signal';
export { type Pause, Pauses } from './pauses';
export { type DecisionContext, Decisions, isRepeated, recordOf, type StoredDecision } from './decisions';
