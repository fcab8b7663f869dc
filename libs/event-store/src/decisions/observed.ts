import { performance } from 'node:perf_hooks';
import { type Diagnostics, failureOf, inSpan, type OpenSpan, tell } from '../diagnostics';
import { isRefusal, type DecisionModels } from '../models';
import type { Decided, Decider } from './decider';

/** Carries a decision out, and tells how it ended and how often its decider was asked. */
export const observedDecision = <Models extends DecisionModels>(
  models: Models,
  decider: Decider<Models>,
  carryOut: (observed: Decider<Models>) => Promise<Decided<Models>>,
): Promise<Decided<Models>> => {
  const began = performance.now();
  let tries = 0;
  const ended = (span: OpenSpan, outcome: Diagnostics['decision']['outcome']): void => {
    span.note({ outcome, attempts: tries });
    tell('decision', () => ({ outcome, tries, ms: performance.now() - began }));
  };
  return inSpan(
    () => ({
      name: 'decide',
      facts: { models: [...new Set(Object.values(models).map(({ name }) => name))] },
    }),
    async (span) => {
      try {
        const decided = await carryOut((states) => {
          tries += 1;
          return decider(states);
        });
        const isWritten = decided.kind === 'written';
        span.note({ position: isWritten ? decided.commit.position : decided.position });
        ended(span, isWritten ? 'written' : 'unchanged');
        return decided;
      } catch (error) {
        const outcome = isRefusal(error) ? 'refused' : failureOf(error);
        if (outcome !== 'refused') span.failed(outcome);
        ended(span, outcome);
        throw error;
      }
    },
  );
};
