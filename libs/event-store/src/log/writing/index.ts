export {
  Coordination,
  type CoordinationOptions,
  type Heartbeat,
  type WriterAddress,
  type WriterRegistry,
} from './coordination';
export type { Dependency, PendingCommit } from './pending-commit';
export { DEFAULT_CLOCK_AHEAD_MS, ServerClock } from './server-clock';
export { assertSameRequest } from './settling';
export { Writer, type WriterOptions } from './writer';
