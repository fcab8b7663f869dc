import { performance } from 'node:perf_hooks';
import { type Diagnostics, failureOf, tell } from '../diagnostics';
import { isRefusal, type DecisionModels } from '../models';
import type { Decided, Decider } from './decider';

/** Carries a decision out, and tells how it ended and how often its decider was asked. */
export const observedDecision = async <Models extends DecisionModels>(
  decider: Decider<Models>,
  carryOut: (observed: Decider<Models>) => Promise<Decided<Models>>,
): Promise<Decided<Models>> => {
  const began = performance.now();
  let tries = 0;
  const ended = (outcome: Diagnostics['decision']['outcome']): void =>
    tell('decision', () => ({ outcome, tries, ms: performance.now() - began }));
  try {
    const decided = await carryOut((states) => {
      tries += 1;
      return decider(states);
    });
    ended(decided.kind === 'written' ? 'written' : 'unchanged');
    return decided;
  } catch (error) {
    ended(isRefusal(error) ? 'refused' : failureOf(error));
    throw error;
  }
};
