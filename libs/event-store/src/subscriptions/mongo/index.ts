export { type CheckpointPlace, Checkpoints, type StartingPlace } from './checkpoints';
export { watchCommits } from './commit-signal';
export { type Pause, type PauseOutcome, Pauses, type ResumeOutcome } from './pauses';
export { type OperatorContext, Decisions, isRepeated, recordOf, type StoredDecision } from './decisions';
