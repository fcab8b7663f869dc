export type { ParkedItem } from './backlog-item';
export type { OperatorDecision } from './operator-decision';
export type { FailureClass, Reaction, ReactionContext } from './reaction';
export { findReaction, listReactions, type StoredReaction } from './stored-reactions';
export { openReaction, ReactionRunner, type ReactionStatus } from './reaction-runner';
export { idempotencyKeys } from './idempotency-key';
export { keyFor } from './key';
export { KeyedQueue, type Outcome } from './keyed-queue';
export { REACTION_DEFAULTS } from './reaction';
