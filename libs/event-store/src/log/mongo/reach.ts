/**
 * The position after which commits begin that may hold events after a boundary: one that begins before it is as long as
 * a commit may be.
 * @param after the boundary, from 0
 * @param maxEventsPerCommit of the log
 */
export const reachOf = (after: number, maxEventsPerCommit: number): number =>
  Math.max(0, after - maxEventsPerCommit + 1);
