export { Checkpoints } from './checkpoints';
export { watchCommits } from './commit-signal';
