export { type CheckpointPlace, Checkpoints } from './checkpoints';
export { watchCommits } from './commit-signal';
