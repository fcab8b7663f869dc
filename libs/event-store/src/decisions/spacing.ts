/** Snapshots that are kept of one history, at most: when it outgrows them, every second one is forgotten. */
const MOST = 2_048;

/**
 * The rank of a snapshot that is taken when a history has grown: 0 where it has passed a multiple of `every`, one more
 * for each doubling of `every` of which it has passed a multiple, too; -1 when none is to be taken.
 * @param before events, when the last one could have been taken
 */
export const rankAt = (before: number, events: number, every: number): number => {
  let rank = -1;
  for (let width = every; Math.floor(before / width) < Math.floor(events / width); width *= 2) rank += 1;
  return rank;
};

/** The rank below which the snapshots of a history of so many events are forgotten. */
export const lowestRank = (events: number, every: number): number => {
  let rank = 0;
  while (events > every * 2 ** rank * MOST) rank += 1;
  return rank;
};
