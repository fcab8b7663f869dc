import type { Commit, EventStoreError } from '../../contract';
import type { Diagnostics } from '../../diagnostics';
import { idOf, placeFault, type Tail } from '../reading';
import type { CommitStorage } from '../storage';
import type { Placed } from './next-batch';

/** What became of a batch, in the order of the batch. */
export interface BatchOutcome {
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
  /** How often it was sent. */
  readonly attempts: number;
}

/** Whether another process was faster. */
export const isLost = ({ dead, barred }: BatchOutcome): boolean => dead.length > 0 && barred.length === 0;

/** What became of it as a whole. */
export const nameOf = (outcome: BatchOutcome): Diagnostics['batch']['outcome'] => {
  if (outcome.unknown.length > 0) return 'unknown';
  if (isLost(outcome)) return 'raced';
  return outcome.barred.length > 0 ? 'refused' : 'stored';
};

interface Findings extends Pick<BatchOutcome, 'stored' | 'duplicates' | 'barred' | 'dead'> {
  readonly decided: boolean;
}

/** Finds out what became of what was sent: all of it is decided, or what comes first and is stored. */
export const findOutcome = async (
  rest: readonly Placed[],
  storage: CommitStorage,
  tail: Tail,
): Promise<Findings> => {
  // The ids are read after the tail, so that a commit that is not found by its id did not take a place seen taken.
  await tail.look();
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
