import { performance } from 'node:perf_hooks';
import { type Commit, EVERYTHING, type Position, type Query } from '../contract';
import type { EventLog } from '../log';
import type { BatchSize } from './batch-size';
import type { HeadWatch } from './head-watch';
import { pause, ReadAhead } from '../async';

/** Batches of whole commits, in order. An empty one says: there is nothing more for the moment. */
export type Batches = AsyncIterable<readonly Commit[]>;

/** How to follow the log. */
export interface FollowOptions {
  /** A commit boundary. */
  readonly after: Position;
  /** The events that matter. Where few do, commits without any are passed over. */
  readonly query: Query;
  readonly size: BatchSize;
  readonly pauseMs: number;
  /** Milliseconds without news until the empty batch. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

/** The log after a boundary, without an end: waits for what comes until the signal aborts. */
export async function* follow(
  log: EventLog,
  watch: HeadWatch,
  options: FollowOptions,
): AsyncGenerator<readonly Commit[]> {
  const { query, signal, size, pauseMs, idleMs } = options;
  const reading = log.about(query);
  const pages = new ReadAhead((from: Position, limit: number) => reading.after(from, limit));
  let { after } = options;
  while (!signal.aborted) {
    // Where nothing more is known the watch looks first, for all who wait there.
    const commits = log.tail.head > after ? size.cut(await pages.take(after, size.events)) : [];
    const last = commits.at(-1);
    if (last) {
      const began = performance.now();
      after = last.lastPosition;
      // Only what is known to be there: at the end of the log the next page has not been written yet.
      if (log.tail.head > after) pages.begin(after, size.events);
      yield commits;
      size.took(commits, performance.now() - began);
      if (pauseMs > 0) await pause(pauseMs, signal);
    } else if (await idle(watch, after, idleMs, signal)) {
      yield [];
      await watch.beyond(after, signal);
    }
  }
}

/** Whether nothing comes for so long. */
const idle = async (watch: HeadWatch, after: Position, ms: number, signal: AbortSignal): Promise<boolean> => {
  const time = new AbortController();
  const timer = setTimeout(() => time.abort(), ms);
  try {
    await watch.beyond(after, AbortSignal.any([time.signal, signal]));
    return time.signal.aborted;
  } finally {
    clearTimeout(timer);
  }
};

/** How far to read, by hand. */
export interface UpToOptions {
  readonly after: Position;
  /** See `FollowOptions.query`; absent where every event counts. */
  readonly query?: Query;
  readonly head: Position;
  /** Default: all of them. */
  readonly maxEvents?: number;
  readonly size: BatchSize;
  readonly signal: AbortSignal;
}

/** The log after a boundary up to a position, and at most so many events: whole commits, and at least one. */
export async function* upTo(
  log: EventLog,
  { after, query = EVERYTHING, head, maxEvents = Number.MAX_SAFE_INTEGER, size, signal }: UpToOptions,
): AsyncGenerator<readonly Commit[]> {
  const reading = log.about(query);
  const pages = new ReadAhead((from: Position, limit: number) => reading.after(from, limit));
  let at = after;
  let left = maxEvents;
  while (at < head && left > 0 && !signal.aborted) {
    const limit = Math.min(size.events, left);
    const commits = size.cut(await pages.take(at, limit), limit);
    const events = commits.reduce((sum, commit) => sum + commit.events.length, 0);
    const last = commits.at(-1);
    // Only the very first commit may be larger than what was asked for.
    if (!last || (at > after && events > left)) return;
    const began = performance.now();
    at = last.lastPosition;
    left -= events;
    if (at < head && left > 0) pages.begin(at, Math.min(size.events, left));
    yield commits;
    size.took(commits, performance.now() - began);
  }
}
