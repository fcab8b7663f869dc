export { Checkpoints } from './checkpoints';
export { watchCommits } from './commit-signal';
export { type Grant, Leases } from './leases';
