export { ExpectationError } from './assertions';
export { decider, type DeciderOptions, type GivenHistory } from './decider';
export { Decision } from './decision';
export { FakeOutside, type OutsideCall, type OutsideFault } from './fake-outside';
export { recorded, type History } from './history';
export { ConflictScenario } from './conflict-scenario';
export {
  projection,
  type ExpectedDocument,
  type ExpectedDocuments,
  type GivenToProjection,
} from './projection';
export type { ParkedCall, ReactionCall, ReactionOutcome } from './react';
export { reaction, type GivenToReaction, type PositionsByKey } from './reaction';
export { commitsOf } from './history';
