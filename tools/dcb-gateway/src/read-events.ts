import type { EventStore, RecordedEvent } from '@event-sourcing/event-store';
import { START, toPosition } from '@event-sourcing/event-store';
import type { ReadRequest } from './requests';

const CHUNK_CHARACTERS = 64 * 1024;

/** The matching events as of now, with everything that was acknowledged to anyone before the call. */
export const readEvents = async (
  store: EventStore,
  { query, from, backwards, limit }: ReadRequest,
): Promise<AsyncIterable<RecordedEvent>> => {
  const head = await store.head();
  const first = backwards || from === 0 ? 1 : from;
  const last = backwards && from > 0 ? Math.min(from, head) : head;
  // Where every event matches, the limit says how far to look: the log has no gaps.
  const reach = query.items.length === 0 ? limit : Number.POSITIVE_INFINITY;
  const after = backwards ? Math.max(START, last - reach) : first - 1;
  const upTo = backwards ? last : Math.min(last, after + reach);
  return limit === 0 || after >= upTo
    ? nothing()
    : store.read(query, {
        after: toPosition(after),
        upTo: toPosition(upTo),
        backwards,
        ...(Number.isFinite(limit) && { limit }),
      });
};

/** The events as a JSON array, in pieces: a long log does not have to fit into memory. */
export async function* asJson(events: AsyncIterable<RecordedEvent>): AsyncGenerator<string> {
  let piece = '[';
  let isFirst = true;
  for await (const { type, tags, data, position } of events) {
    piece += `${isFirst ? '' : ','}${JSON.stringify({ type, tags, data: data.value, position })}`;
    isFirst = false;
    if (piece.length < CHUNK_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}]`;
}

// eslint-disable-next-line @typescript-eslint/no-empty-function -- it is what it says
async function* nothing(): AsyncGenerator<RecordedEvent> {}
