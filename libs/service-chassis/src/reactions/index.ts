export {
  type InspectedReaction,
  REACTION_STATUS,
  type ReactionStatus,
  type ReactionStatusSource,
} from './reaction-status';
export { ReactionsController } from './reactions.controller';
