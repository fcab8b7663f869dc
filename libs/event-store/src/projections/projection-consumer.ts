import { performance } from 'node:perf_hooks';
import type { Commit, Position, Query } from '../contract';
import {
  BATCH,
  matchingEvents,
  type Consumer,
  type Consumption,
  type CheckpointOwnership,
} from '../subscriptions';
import { isBatchTooLarge } from './batch-too-large';
import type { PrepareBatch } from './mongo';

/** What a projection's consumer does. */
export interface ProjectionWork {
  readonly query: Query;
  /** See `SubscriptionOptions.checkpointMs`. */
  readonly checkpointMs: number;
  /** Begins anew after a failure, when what is stored is not known any more. */
  readonly open: () => PrepareBatch;
  /** Is told where the checkpoint is: at the beginning, after each batch, and when there is nothing more for now. */
  readonly reached: (position: Position) => Promise<void>;
}

/** Feeds a projection: the writes of a batch and the checkpoint are one transaction. */
export const projectionConsumer = ({ query, checkpointMs, open, reached }: ProjectionWork): Consumer => ({
  async consume({ checkpoint, health, batches, stopping }: Consumption): Promise<void> {
    const prepare = open();
    let seen = checkpoint.position;
    let movedAt = performance.now();
    const move = async (commits: readonly Commit[]) => {
      await store(checkpoint, commits, seen, query, prepare);
      movedAt = performance.now();
    };
    await reached(checkpoint.position);
    for await (const commits of batches(stopping)) {
      seen = commits.at(-1)?.lastPosition ?? seen;
      const matters = matchingEvents(commits, query).length > 0;
      // Over events that do not matter the checkpoint moves now and then, and when there is nothing more.
      const due = commits.length === 0 || performance.now() - movedAt >= checkpointMs;
      if (matters || (due && seen > checkpoint.position)) await move(commits);
      if (matters || due) await reached(checkpoint.position);
      health.recovered(BATCH);
    }
    if (seen > checkpoint.position) await move([]);
    await reached(checkpoint.position);
  },
});

/** Stores commits in one transaction, or in as many as it takes. */
const store = async (
  checkpoint: CheckpointOwnership,
  commits: readonly Commit[],
  upTo: Position,
  query: Query,
  prepare: PrepareBatch,
): Promise<void> => {
  const events = matchingEvents(commits, query);
  try {
    if (events.length > 0) {
      // Beside the fence: what it reads nobody else has written, if that holds.
      const preparing = prepare(events);
      preparing.catch(() => undefined);
      await checkpoint.advance(upTo, async (session) => (await preparing).write(session));
      (await preparing).stored();
    } else await checkpoint.advance(upTo);
  } catch (error) {
    const middle = commits[Math.floor(commits.length / 2) - 1];
    if (!isBatchTooLarge(error) || !middle) throw error;
    const end = commits.indexOf(middle) + 1;
    await store(checkpoint, commits.slice(0, end), middle.lastPosition, query, prepare);
    await store(checkpoint, commits.slice(end), upTo, query, prepare);
  }
};
