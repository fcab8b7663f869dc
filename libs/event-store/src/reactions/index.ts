export type { ParkedItem } from './backlog-item';
export type { DecisionAboutParked, KeptDecision } from './parked-decision';
export type { FailureClass, Reaction, ReactionContext } from './reaction';
export { openReaction, ReactionRunner, type ReactionStatus } from './reaction-runner';
export { idempotencyKeyOf } from './idempotency-key';
export { Lanes, type Outcome } from './lanes';
export { REACTION_DEFAULTS } from './reaction';
