import {
  type Abortable,
  assertConfirmation,
  assertWhole,
  type Commit,
  type ConfirmOptions,
  matches,
  type Position,
  type Query,
  type RecordedEvent,
  START,
  toPosition,
} from '../../contract';
import { unlessAborted } from '../../async';
import type { CommitStorage, Range } from '../storage';
import type { Tail } from './tail';

/** What to read of the events that match a query. */
export interface ReadOptions extends ConfirmOptions, Abortable {
  /** Events after it; default 0, the start. May lie inside a commit. */
  readonly after?: Position;
  /** Events up to it; default the head when the read begins. May lie inside a commit. */
  readonly upTo?: Position;
  /** Latest first. */
  readonly backwards?: boolean;
  /** At most so many events, from 1. */
  readonly limit?: number;
}

/**
 * The events that match a query, some at a time, as of the head when the read begins.
 * @throws EventStoreError `invalid-options`; the signal's reason
 */
export async function* readPages(
  storage: CommitStorage,
  tail: Tail,
  query: Query,
  options: ReadOptions,
): AsyncGenerator<readonly RecordedEvent[]> {
  const { after, upTo, limit, confirm } = options;
  assertConfirmation(confirm);
  for (const [option, value] of Object.entries({ after, upTo, limit })) {
    if (value !== undefined) assertWhole(option, value);
  }
  let left = limit ?? Number.POSITIVE_INFINITY;
  if (left <= 0) return;
  for await (const page of pagesAsOfHead(storage, tail, query, options)) {
    yield page.length > left ? page.slice(0, left) : page;
    left -= page.length;
    if (left <= 0) return;
  }
}

async function* pagesAsOfHead(
  storage: CommitStorage,
  tail: Tail,
  query: Query,
  { after = START, upTo, backwards = false, limit, confirm, signal }: ReadOptions,
): AsyncGenerator<readonly RecordedEvent[]> {
  signal?.throwIfAborted();
  const asked = { ...(limit && { limit }), ...(signal && { signal }) };
  if (upTo !== undefined || backwards) {
    yield* pagesBetween(
      storage,
      query,
      { after, upTo: upTo ?? (await unlessAborted(tail.confirmedHead(confirm), signal)), ...asked },
      backwards,
    );
    return;
  }
  // What lies before the known head is read while the log's end is looked at: both reads are bounded by a head, and the
  // second begins where the first ends, so together they are a read up to the later one.
  const { head: reached } = tail;
  const known = toPosition(Math.max(after, reached));
  const confirmed = tail.confirmedHead(confirm);
  // Nobody may wait for it any more, when the first read fails or is enough.
  confirmed.catch(() => undefined);
  yield* pagesBetween(storage, query, { after, upTo: known, ...asked });
  const head = await unlessAborted(confirmed, signal);
  const { window } = tail;
  if (head <= known) return;
  if (window.covers(known)) yield window.matching(query, known, head);
  else
    yield* pagesBetween(storage, query, {
      after: known,
      upTo: head,
      fromBoundary: known === reached,
      ...asked,
    });
}

async function* pagesBetween(
  storage: CommitStorage,
  query: Query,
  range: Range,
  backwards = false,
): AsyncGenerator<readonly RecordedEvent[]> {
  if (range.after >= range.upTo) return;
  for await (const commits of storage.scan(query, range, backwards ? 'backwards' : 'forwards')) {
    yield commits.flatMap((commit) => {
      const events = eventsWithin(commit, query, range);
      return backwards ? events.toReversed() : events;
    });
  }
}

/** A commit, and those of its events that are meant. */
export interface MatchingCommit {
  readonly commit: Commit;
  readonly events: readonly RecordedEvent[];
}

/** The commits that hold events that match a query, in order. */
export async function* matchingCommits(
  storage: CommitStorage,
  query: Query,
  range: Range,
): AsyncGenerator<MatchingCommit> {
  if (range.after >= range.upTo) return;
  for await (const commits of storage.scan(query, range, 'forwards')) {
    for (const commit of commits) yield { commit, events: eventsWithin(commit, query, range) };
  }
}

const eventsWithin = ({ events }: Commit, query: Query, { after, upTo }: Range): readonly RecordedEvent[] =>
  events.filter((event) => event.position > after && event.position <= upTo && matches(query, event));
