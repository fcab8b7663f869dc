export type { ParkedItem } from './mongo/parked-items';
export type { FailureClass, Reaction, ReactionContext } from './reaction';
export { openReaction, ReactionRunner, type ReactionStatus } from './reaction-runner';
