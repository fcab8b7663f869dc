import { performance } from 'node:perf_hooks';
import type { Appended } from '../contract';
import { type Diagnostics, failureOf, type OpenSpan, tell } from '../diagnostics';
import type { PreparedCommit } from './chain';

/** Waits for an append, and tells how it ended. A conflict is no failure: whoever decided decides anew. */
export const observedAppend = async (
  { events, condition }: Pick<PreparedCommit, 'events' | 'condition'>,
  append: Promise<Appended>,
  span: OpenSpan,
): Promise<Appended> => {
  const began = performance.now();
  const ended = (outcome: Diagnostics['append']['outcome']): void => {
    span.note({ outcome, events: events.length });
    tell('append', () => ({
      outcome,
      events: events.length,
      conditional: condition !== undefined,
      ms: performance.now() - began,
    }));
  };
  try {
    const appended = await append;
    span.note({ position: appended.commit.position });
    ended(appended.duplicate ? 'duplicate' : 'stored');
    return appended;
  } catch (error) {
    const outcome = failureOf(error);
    if (outcome !== 'append-condition-failed') span.failed(outcome);
    ended(outcome);
    throw error;
  }
};
