import type { DecideOptions, Decider } from '../../decisions';
import type { DecisionModels } from '../../models';
import { Decision } from './decision';
import type { History } from './history';

/** How a decision is guarded, as `DecideOptions.guard`. */
export type DeciderOptions = Pick<DecideOptions, 'guard'>;

/** What a decider is told has happened. */
export interface GivenHistory<Models extends DecisionModels> {
  /** The decision, made on the states that the models fold of what was given. */
  when(decide: Decider<Models>): Decision<Models>;
}

/**
 * Given, when, then for a decider: pure, without a store. Each model sees the events that its query matches.
 *
 * ```ts
 * decider({ from: accountToDebit(a), to: accountToCredit(b) })
 *   .given([opened(a), opened(b), deposited(a, '100.00')])
 *   .when((states) => transfer(states, { from: a, to: b, amount: '30' }))
 *   .then([moneyTransferred({ from: a, to: b, amount: '30.00' })]);
 * ```
 */
export const decider = <const Models extends DecisionModels>(
  models: Models,
  { guard = 'conflicts' }: DeciderOptions = {},
): { given(history: History): GivenHistory<Models> } => ({
  given: (history) => ({
    when: (decide) => new Decision({ models, guard, history, decide }),
  }),
});
