import { type EventStore, type Position, type Query, tryWaitForPosition } from '@event-sourcing/event-store';
import type { RecordedEvent } from '@event-sourcing/event-store';
import { eventView } from '@event-sourcing/operating';
import { integer, stopSignal } from '@event-sourcing/tools-kit';
import { withLog } from '../open';
import { answer } from '../output/answer';
import { eventLine } from '../output/event-line';
import { eventsCommand, queryOf } from './which-events';

const LOOK_EVERY_MS = 60_000;

/** `es tail`. */
export const tail = () =>
  eventsCommand('tail', 'The last events of the log; --json gives one a line.')
    .option('--lines <n>', 'how many', integer(0, 100_000), 10)
    .option('--follow', 'and those that follow, until it is stopped')
    .action((options) =>
      withLog(options, async (store) => {
        const query = queryOf(options);
        const upTo = await store.head();
        const last: RecordedEvent[] = [];
        for await (const event of store.read(query, { upTo, backwards: true, limit: options.lines }))
          last.push(event);
        const show = (event: RecordedEvent) => answer(options, eventView(event), () => [eventLine(event)]);
        last.toReversed().forEach(show);
        if (options.follow)
          for await (const event of following(store, query, upTo, stopSignal())) show(event);
      }),
    );

/** The events after a position that match, without an end. */
async function* following(
  store: EventStore,
  query: Query,
  after: Position,
  signal: AbortSignal,
): AsyncGenerator<RecordedEvent> {
  for (let at = after; !signal.aborted;) {
    const head = await tryWaitForPosition(store.log, at + 1, { timeoutMs: LOOK_EVERY_MS, signal });
    if (head <= at) continue;
    yield* store.read(query, { after: at, upTo: head });
    at = head;
  }
}
