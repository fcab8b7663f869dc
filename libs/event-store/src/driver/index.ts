export { CausalSessions } from './causal-sessions';
export { ensureCollections, ensureIndexes, indexesOf } from './collections';
export { DECISIVE, DURABLE } from './concerns';
export { hasLabel, inOurWords, isPassing, serverCode, translateDriverError } from './driver-errors';
export { findAtOnce } from './find-at-once';
export { SessionPool } from './session-pool';
export { inTransaction } from './transactions';
export { withOperationTimeout } from './with-operation-timeout';
