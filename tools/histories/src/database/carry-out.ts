import { setTimeout as delay } from 'node:timers/promises';
import type { Commit } from '@event-sourcing/event-store';
import type { Random } from '../random';
import type { SimulatedDatabase } from './simulated-database';

const MOST_REPLICATION_MS = 4;

/**
 * An ordered insert, as the primary carries it out: one commit after the other, up to the first that it cannot store;
 * answered once a majority holds what was stored. Others come between, and so do fail-overs.
 */
export const carryOut = async (
  database: SimulatedDatabase,
  random: Random,
  commits: readonly Commit[],
): Promise<void> => {
  const { term } = database;
  const replicated = async (last: Commit): Promise<void> => {
    await delay(random.below(MOST_REPLICATION_MS));
    if (database.term !== term) throw new Error('Another member is the primary now.');
    database.replicate(last);
  };
  let last: Commit | undefined;
  try {
    for (const commit of commits) {
      if (last && random.happens(0.2)) await replicated(last);
      database.store(commit);
      last = commit;
    }
  } finally {
    if (last) await replicated(last);
  }
};
