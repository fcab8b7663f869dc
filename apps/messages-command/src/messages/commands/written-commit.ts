import type { Commit, Decided, DecisionModels } from '@event-sourcing/event-store';

/**
 * The commit of a command that always writes or refuses.
 * @throws Error when it did neither: a defect of its decider
 */
export const writtenCommit = <Models extends DecisionModels>(decided: Decided<Models>): Commit => {
  if (decided.kind === 'written') return decided.commit;
  throw new Error(`A decision at position ${decided.position} neither wrote nor refused.`);
};
