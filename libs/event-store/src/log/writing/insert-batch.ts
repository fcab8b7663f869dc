import { performance } from 'node:perf_hooks';
import { backOff, withTimeout } from '../../async';
import { type EventStoreError, isEventStoreError } from '../../contract';
import { isInsertRefused, type CommitStorage, type InsertRefused } from '../storage';
import type { Tail } from '../reading';
import { type BatchOutcome, findOutcome } from './batch-outcome';
import type { Placed } from './next-batch';
import { refusedByDatabase } from './settling';

/** How long to look once more when the patience has been used up by the insert. */
const LAST_LOOK_MS = 500;

const BACK_OFF = { firstMs: 2, maxMs: 500, jitter: 1 };

/**
 * Inserts a batch and finds out what became of it: from the data, never from the error.
 *
 * A commit that is not found may still be stored, by an insert that lands late. It is dead only when another commit is
 * seen in its place, or its id elsewhere; and since an insert stops at its first failure and later commits continue
 * earlier ones, all that follow it in the batch are dead with it. Until then it is sent again as it is.
 *
 * One that the database refuses for good is not stored by that insert, nor is what follows it; an earlier insert of the
 * same that nobody has answered may still store both, and then the refusal decides nothing.
 * @param patienceMs how long to go on before the outcome is called unknown
 */
export const insertBatch = async (
  batch: readonly Placed[],
  storage: CommitStorage,
  tail: Tail,
  patienceMs: number,
): Promise<BatchOutcome> => {
  const stored: Placed[] = [];
  const giveUpAt = performance.now() + patienceMs;
  const left = () => Math.max(1, giveUpAt - performance.now());
  let rest = batch;
  let mayLand = false;
  for (let failures = 1; ; failures += 1) {
    try {
      await withTimeout(left(), storage.insert(rest.map(({ commit }) => commit)));
      tail.learn(rest.map(({ commit }) => commit));
      return { stored: [...stored, ...rest], duplicates: [], barred: [], dead: [], unknown: [] };
    } catch (error) {
      let broken: EventStoreError | undefined;
      const findings = await withTimeout(
        Math.max(left(), LAST_LOOK_MS),
        findOutcome(rest, storage, tail),
      ).catch((failure: unknown) => {
        // It will not be better by waiting.
        if (isEventStoreError(failure, 'log-corrupt')) broken = failure;
      });
      if (findings) {
        stored.push(...findings.stored);
        if (findings.decided) return { ...findings, stored, unknown: [] };
        rest = rest.slice(findings.stored.length);
        const refused =
          isInsertRefused(error) && !mayLand ? refusedOf(rest, findings.stored.length, error) : [];
        if (refused.length > 0)
          return { stored, duplicates: [], barred: refused, dead: rest.slice(refused.length), unknown: [] };
      }
      mayLand ||= !isInsertRefused(error);
      if (broken || performance.now() > giveUpAt)
        return { stored, duplicates: [], barred: [], dead: [], unknown: rest, cause: broken ?? error };
      await backOff(failures, BACK_OFF);
    }
  }
};

/** What an insert refused, of what it has left; nothing while what came before that is not seen to be stored. */
const refusedOf = (left: readonly Placed[], stored: number, error: InsertRefused): BatchOutcome['barred'] => {
  const { index = stored } = error;
  const refused = index === stored ? left.slice(0, error.index === undefined ? left.length : 1) : [];
  return refused.map((placed) => ({ placed, fault: refusedByDatabase(placed.pending, error) }));
};
