import { performance } from 'node:perf_hooks';
import type { Appended } from '../contract';
import { type Diagnostics, failureOf, tell } from '../diagnostics';
import type { PreparedCommit } from './chain';

/** Waits for an append, and tells how it ended. */
export const observedAppend = async (
  { events, condition }: Pick<PreparedCommit, 'events' | 'condition'>,
  append: Promise<Appended>,
): Promise<Appended> => {
  const began = performance.now();
  const ended = (outcome: Diagnostics['append']['outcome']): void =>
    tell('append', () => ({
      outcome,
      events: events.length,
      conditional: condition !== undefined,
      ms: performance.now() - began,
    }));
  try {
    const appended = await append;
    ended(appended.duplicate ? 'duplicate' : 'stored');
    return appended;
  } catch (error) {
    ended(failureOf(error));
    throw error;
  }
};
