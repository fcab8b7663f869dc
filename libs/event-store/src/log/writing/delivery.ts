import { performance } from 'node:perf_hooks';
import { backOff, withTimeout } from '../../async';
import { type Commit, type EventStoreError, isEventStoreError } from '../../contract';
import type { Placed } from './placement';
import { isInsertRefused, type CommitStorage, type InsertRefused } from '../storage';
import { idOf, placeFault, type Tail } from '../reading';
import { refusedByDatabase } from './settling';

/** What became of a batch, in the order of the batch. */
export interface Delivered {
  readonly stored: readonly Placed[];
  /** Their ids had been stored before, by another request. */
  readonly duplicates: readonly { readonly placed: Placed; readonly commit: Commit }[];
  /** Never to be stored: the database refuses them, or somebody put something beside the log under their ids. */
  readonly barred: readonly { readonly placed: Placed; readonly fault: EventStoreError }[];
  /** Proven never to be stored as they were sent: to be judged and numbered again. */
  readonly dead: readonly Placed[];
  /** Sent, and nothing could be found out in time. */
  readonly unknown: readonly Placed[];
  readonly cause?: unknown;
}

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
export const deliver = async (
  batch: readonly Placed[],
  storage: CommitStorage,
  tail: Tail,
  patienceMs: number,
): Promise<Delivered> => {
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
      const findings = await withTimeout(Math.max(left(), LAST_LOOK_MS), findOut(rest, storage, tail)).catch(
        (failure: unknown) => {
          // It will not be better by waiting.
          if (isEventStoreError(failure, 'log-corrupt')) broken = failure;
        },
      );
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
const refusedOf = (left: readonly Placed[], stored: number, error: InsertRefused): Delivered['barred'] => {
  const { index = stored } = error;
  const refused = index === stored ? left.slice(0, error.index === undefined ? left.length : 1) : [];
  return refused.map((placed) => ({ placed, fault: refusedByDatabase(placed.pending, error) }));
};

interface Findings extends Pick<Delivered, 'stored' | 'duplicates' | 'barred' | 'dead'> {
  readonly decided: boolean;
}

const findOut = async (rest: readonly Placed[], storage: CommitStorage, tail: Tail): Promise<Findings> => {
  // The ids are read after the tail, so that a commit that is not found by its id did not take a place seen taken.
  await tail.confirm();
  const { head } = tail;
  const underIds = await storage.commitsById(rest.map(({ commit }) => commit.id));
  const found = new Map(underIds.map((one) => [idOf(one), one]));
  const commits = new Map(underIds.flatMap((one) => ('commit' in one ? [[one.commit.id, one.commit]] : [])));
  const failed = rest.findIndex(({ commit }) => commits.get(commit.id)?.hash !== commit.hash);
  const stored = failed < 0 ? rest : rest.slice(0, failed);
  tail.learn(stored.map(({ commit }) => commit));

  const open = failed < 0 ? [] : rest.slice(failed);
  const [first] = open;
  if (first && !found.has(first.commit.id) && first.commit.position > head) {
    return { stored, duplicates: [], barred: [], dead: [], decided: false };
  }
  const duplicates: { placed: Placed; commit: Commit }[] = [];
  const barred: { placed: Placed; fault: EventStoreError }[] = [];
  for (const placed of open) {
    const one = found.get(placed.commit.id);
    if (!one) continue;
    // A look for one that was stored meanwhile: answers are computed from the log up to its place.
    const fault = await placeFault(one, tail);
    if (fault) barred.push({ placed, fault });
    else if ('commit' in one) duplicates.push({ placed, commit: one.commit });
  }
  const dead = open.filter(({ commit }) => !found.has(commit.id));
  return { stored, duplicates, barred, dead, decided: true };
};
