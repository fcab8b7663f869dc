export { answered } from './answered';
export { bounded } from './bounded';
export { CausalSessions } from './causal-sessions';
export { findAtOnce } from './find-at-once';
export { readError } from './read-errors';
export { SessionPool } from './session-pool';
export { ensureCollections, inTransaction } from './transactions';
