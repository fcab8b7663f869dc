import { performance } from 'node:perf_hooks';
import { backOff, withTimeout } from '../../async';
import type { Commit } from '../../contract';
import type { Placed } from './placement';
import type { CommitStorage } from '../storage';
import type { Tail } from '../reading';

/** What became of a batch, in the order of the batch. */
export interface Delivered {
  readonly stored: readonly Placed[];
  /** Their ids had been stored before, by another request. */
  readonly duplicates: readonly { readonly placed: Placed; readonly commit: Commit }[];
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
  for (let failures = 1; ; failures += 1) {
    try {
      await withTimeout(left(), storage.insert(rest.map(({ commit }) => commit)));
      tail.learn(rest.map(({ commit }) => commit));
      return { stored: [...stored, ...rest], duplicates: [], dead: [], unknown: [] };
    } catch (error) {
      const findings = await withTimeout(Math.max(left(), LAST_LOOK_MS), findOut(rest, storage, tail)).catch(
        () => undefined,
      );
      if (findings) {
        stored.push(...findings.stored);
        if (findings.decided) return { ...findings, stored, unknown: [] };
        rest = rest.slice(findings.stored.length);
      }
      if (performance.now() > giveUpAt)
        return { stored, duplicates: [], dead: [], unknown: rest, cause: error };
      await backOff(failures, BACK_OFF);
    }
  }
};

interface Findings extends Pick<Delivered, 'stored' | 'duplicates' | 'dead'> {
  readonly decided: boolean;
}

const findOut = async (rest: readonly Placed[], storage: CommitStorage, tail: Tail): Promise<Findings> => {
  // The ids are read after the tail, so that a commit that is not found by its id did not take a place seen taken.
  await tail.confirm();
  const { head } = tail;
  const found = new Map(
    (await storage.commitsById(rest.map(({ commit }) => commit.id))).map((commit) => [commit.id, commit]),
  );
  const failed = rest.findIndex(({ commit }) => found.get(commit.id)?.hash !== commit.hash);
  const stored = failed < 0 ? rest : rest.slice(0, failed);
  tail.learn(stored.map(({ commit }) => commit));

  const open = failed < 0 ? [] : rest.slice(failed);
  const [first] = open;
  if (first && !found.has(first.commit.id) && first.commit.position > head) {
    return { stored, duplicates: [], dead: [], decided: false };
  }
  const duplicates = open.flatMap((placed) => {
    const commit = found.get(placed.commit.id);
    return commit ? [{ placed, commit }] : [];
  });
  // Their answers are computed from the log up to their places, which have to be known then.
  if (duplicates.some(({ commit }) => commit.lastPosition > tail.head)) await tail.confirm();
  return { stored, duplicates, dead: open.filter(({ commit }) => !found.has(commit.id)), decided: true };
};
