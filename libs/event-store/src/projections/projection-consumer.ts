import { performance } from 'node:perf_hooks';
import type { ClientSession } from 'mongodb';
import type { RecordedEvent } from '../log/event';
import type { Query } from '../log/query';
import { BATCH, matchingEvents, type Consumer, type Consumption } from '../subscriptions';

/** Stores what events change, within a transaction; may be run more than once for the same events. */
export type ApplyEvents = (events: readonly RecordedEvent[], session: ClientSession) => Promise<void>;

/** Feeds a projection: the writes of a batch and the checkpoint are one transaction. */
export const projectionConsumer = (query: Query, checkpointMs: number, apply: ApplyEvents): Consumer => ({
  async consume({ tenure, health, batches, stopping }: Consumption): Promise<void> {
    let reached = tenure.position;
    let movedAt = performance.now();
    const move = async (events: readonly RecordedEvent[]) => {
      await (events.length > 0
        ? tenure.advance(reached, (session) => apply(events, session))
        : tenure.advance(reached));
      movedAt = performance.now();
    };
    for await (const commits of batches(stopping)) {
      reached = commits.at(-1)?.lastPosition ?? reached;
      const events = matchingEvents(commits, query);
      // Over events that do not matter the checkpoint moves now and then, and when there is nothing more.
      const due = commits.length === 0 || performance.now() - movedAt >= checkpointMs;
      if (events.length > 0 || (due && reached > tenure.position)) await move(events);
      health.recovered(BATCH);
    }
    if (reached > tenure.position) await move([]);
  },
});
