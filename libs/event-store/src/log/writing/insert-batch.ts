import { performance } from 'node:perf_hooks';
import { backOff, withTimeout } from '../../async';
import { type EventStoreError, isEventStoreError } from '../../contract';
import { isInsertRefused, type CommitStorage, type InsertRefused } from '../storage';
import type { Tail } from '../reading';
import { type BatchOutcome, findOutcome } from './batch-outcome';
import type { Placed } from './next-batch';
import { refusedByDatabase } from './settling';

/** How much of the patience is kept for a look at what became of an insert that does not answer. */
const LAST_LOOK = { ms: 500, part: 0.25 };

const NOTHING = { stored: [], duplicates: [], barred: [], dead: [], unknown: [] };

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
 *
 * It goes on until nobody waits for any of them; then the outcome is unknown.
 */
export const insertBatch = async (
  batch: readonly Placed[],
  storage: CommitStorage,
  tail: Tail,
): Promise<BatchOutcome> => {
  const stored: Placed[] = [];
  const leftMs = Math.max(...batch.map(({ pending }) => pending.patience.leftMs));
  const lastLookMs = Math.min(LAST_LOOK.ms, LAST_LOOK.part * leftMs);
  const giveUpAt = performance.now() + leftMs - lastLookMs;
  const left = () => Math.max(1, giveUpAt - performance.now());
  let rest = batch;
  let mayLand = false;
  for (let attempts = 1; ; attempts += 1) {
    try {
      await withTimeout(left(), storage.insert(rest.map(({ commit }) => commit)));
      tail.learn(rest.map(({ commit }) => commit));
      return { ...NOTHING, attempts, stored: [...stored, ...rest] };
    } catch (error) {
      let broken: EventStoreError | undefined;
      const findings = await withTimeout(left() + lastLookMs, findOutcome(rest, storage, tail)).catch(
        (failure: unknown) => {
          // It will not be better by waiting.
          if (isEventStoreError(failure, 'log-corrupt')) broken = failure;
        },
      );
      if (findings) {
        stored.push(...findings.stored);
        if (findings.decided) return { ...NOTHING, ...findings, attempts, stored };
        rest = rest.slice(findings.stored.length);
        const refused =
          isInsertRefused(error) && !mayLand ? refusedOf(rest, findings.stored.length, error) : [];
        if (refused.length > 0)
          return { ...NOTHING, attempts, stored, barred: refused, dead: rest.slice(refused.length) };
      }
      mayLand ||= !isInsertRefused(error);
      if (broken || performance.now() > giveUpAt)
        return { ...NOTHING, attempts, stored, unknown: rest, cause: broken ?? error };
      await backOff(attempts, BACK_OFF);
    }
  }
};

/** What an insert refused, of what it has left; nothing while what came before that is not seen to be stored. */
const refusedOf = (left: readonly Placed[], stored: number, error: InsertRefused): BatchOutcome['barred'] => {
  const { index = stored } = error;
  const refused = index === stored ? left.slice(0, error.index === undefined ? left.length : 1) : [];
  return refused.map((placed) => ({ placed, fault: refusedByDatabase(placed.pending, error) }));
};
