import { type Commit, matches, type Query, type RecordedEvent } from '../contract';
import { heapBytes } from '../log';

/**
 * The first commits that together hold at most so many events and bytes, and at least one commit. A commit is the unit of
 * delivery: one that is larger than the limit is delivered whole.
 */
export const firstBatch = (
  commits: readonly Commit[],
  maxEvents: number,
  maxBytes = Number.POSITIVE_INFINITY,
): readonly Commit[] => {
  let events = 0;
  let bytes = 0;
  const end = commits.findIndex((commit, index) => {
    events += commit.events.length;
    bytes += heapBytes(commit);
    return index > 0 && (events > maxEvents || bytes > maxBytes);
  });
  return end < 0 ? commits : commits.slice(0, end);
};

/** The events of commits that match a query, in order. */
export const matchingEvents = (commits: readonly Commit[], query: Query): readonly RecordedEvent[] =>
  commits.flatMap(({ events }) => events.filter((event) => matches(query, event)));
