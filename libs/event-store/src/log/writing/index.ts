export type { Dependency, PendingCommit } from './pending-commit';
export type { SequencingOptions } from './sequencer';
export { ServerClock } from './server-clock';
export { assertSameRequest } from './settling';
export { Turns, type WriterAddress, type WriterAtWork, type WriterRoster, WritersAtWork } from './turns';
export { Writer, type WriterOptions } from './writer';
