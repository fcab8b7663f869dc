import type { Decided, Decider, DecisionModels, EventStore } from '@event-sourcing/event-store';
import type { CommandContext } from './command-context';
import { decideOptions } from './decide-options';

/**
 * Carries out a command of a request by a decision: `store.decide`, once per idempotency key, traceable to who asked
 * for it. What became of it is noted for the audit.
 */
export const carryOut = async <Models extends DecisionModels>(
  store: EventStore,
  models: Models,
  decider: Decider<Models>,
  context: CommandContext,
): Promise<Decided<Models>> => {
  const decided = await store.decide(models, decider, decideOptions(context));
  context.note(outcomeOf(decided));
  return decided;
};

const outcomeOf = (decided: Decided<DecisionModels>) => {
  if (decided.kind === 'nothing') return 'unchanged';
  return decided.duplicate ? 'repeated' : 'written';
};
