export { CausalSessions } from './causal-sessions';
export { DECISIVE, DURABLE } from './concerns';
export { findAtOnce } from './find-at-once';
export { readError } from './read-errors';
export { SessionPool } from './session-pool';
export { ensureCollections, inTransaction } from './transactions';
export { withOperationTimeout } from './with-operation-timeout';
