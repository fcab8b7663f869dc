import { type EventLog, upcastAll } from '../log';
import { assertWhole, isEventStoreError, type Position, type Query, type RecordedEvent } from '../contract';
import { Health } from './health';
import type { HeadWatch } from './head-watch';
import type { SubscriptionLogger } from './options';
import { backOff, type BackOff } from '../async';

/** Which events to follow, and from where. */
export interface FollowEvents {
  readonly query: Query;
  /** Events after it; may lie inside a commit. */
  readonly after: Position;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Events held for a follower that takes its time. */
const PAGE = 100;

/**
 * The events after a position that match a query, in order, each once, without an end and without a checkpoint. What
 * is recent comes from memory, so that many can follow the end of the log for one read. While the database is unavailable
 * it waits.
 * @throws EventStoreError `invalid-options`; `position-beyond-head`, where nobody can have been yet
 */
export async function* followEvents(
  log: EventLog,
  watch: HeadWatch,
  { query, after, signal }: FollowEvents,
  { retry, logger }: { readonly retry: BackOff; readonly logger: SubscriptionLogger },
): AsyncGenerator<RecordedEvent> {
  assertWhole('after', after);
  const health = new Health('a follower of the log', logger, () => undefined);
  let at = after;
  for (let failures = 0; !signal.aborted && !watch.closed;) {
    try {
      await log.assertReached(at);
      await watch.beyond(at, signal);
      const upTo = log.tail.head;
      if (upTo <= at) continue;
      // Before the first is handed on: one that cannot be read must not make the others come twice.
      const events = upcastAll(log.types, await page(log, query, at, upTo));
      health.recovered('reading');
      failures = 0;
      for (const event of events) {
        yield event;
      }
      at = events.length < PAGE ? upTo : (events.at(-1)?.position ?? upTo);
    } catch (error) {
      if (isEventStoreError(error, 'position-beyond-head')) throw error;
      health.failed('reading', error);
      failures += 1;
      await backOff(failures, retry, signal);
    }
  }
}

const page = async (
  log: EventLog,
  query: Query,
  after: Position,
  upTo: Position,
): Promise<readonly RecordedEvent[]> => {
  const { window } = log.tail;
  if (window.covers(after)) return window.matching(query, after, upTo).slice(0, PAGE);
  const events: RecordedEvent[] = [];
  for await (const event of log.read(query, { after, upTo, limit: PAGE })) events.push(event);
  return events;
};
