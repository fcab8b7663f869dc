export { CausalSessions } from './causal-sessions';
export { ensureCollections, ensureIndexes, indexesOf } from './collections';
export { DECISIVE, DURABLE } from './concerns';
export { hasLabel, inOurWords, isPassing, serverCode, translateDriverError } from './driver-errors';
export { firstReply, type Reply } from './first-reply';
export { assertOneDriver } from './one-driver';
export { SessionPool } from './session-pool';
export { inTransaction } from './transactions';
export { withOperationTimeout } from './with-operation-timeout';
