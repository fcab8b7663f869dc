import type { Commit } from '../log/event';
import type { EventLog } from '../log/event-log';
import type { Position } from '../log/position';
import type { HeadWatch } from './head-watch';
import { pause } from './pause';
import { wholeCommits } from './whole-commits';

/** Batches of whole commits, in order. An empty one says: there is nothing more for the moment. */
export type Batches = AsyncIterable<readonly Commit[]>;

/** How to follow the log. */
export interface FollowOptions {
  /** A commit boundary. */
  readonly after: Position;
  /** Events in the first batch; a batch that was taken lets the next be twice as large. */
  readonly firstMaxEvents: number;
  readonly maxEvents: number;
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
  const { signal, maxEvents, pauseMs, idleMs } = options;
  let { after, firstMaxEvents: limit } = options;
  while (!signal.aborted) {
    const commits = wholeCommits(await log.commitsAfter(after, limit), limit);
    const last = commits.at(-1);
    if (last) {
      yield commits;
      after = last.lastPosition;
      limit = Math.min(maxEvents, limit * 2);
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
  readonly head: Position;
  readonly maxEvents: number;
  /** Events in a batch. */
  readonly batch: number;
  readonly signal: AbortSignal;
}

/** The log after a boundary up to a position, and at most so many events: whole commits, and at least one. */
export async function* upTo(
  log: EventLog,
  { after, head, maxEvents, batch, signal }: UpToOptions,
): AsyncGenerator<readonly Commit[]> {
  let at = after;
  let left = maxEvents;
  while (at < head && left > 0 && !signal.aborted) {
    const limit = Math.min(batch, left);
    const commits = wholeCommits(await log.commitsAfter(at, limit), limit);
    const events = commits.reduce((sum, commit) => sum + commit.events.length, 0);
    const last = commits.at(-1);
    // Only the very first commit may be larger than what was asked for.
    if (!last || (at > after && events > left)) return;
    yield commits;
    at = last.lastPosition;
    left -= events;
  }
}
