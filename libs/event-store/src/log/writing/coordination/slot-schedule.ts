import type { Heartbeat } from './registry';

/** The slot that a time falls into, as one of several writers sees it. */
export interface Slot {
  /** Counts the slots of all writers. */
  readonly number: number;
  readonly mine: boolean;
  readonly nextIsMine: boolean;
  /** Milliseconds since it began. */
  readonly elapsedMs: number;
  /** Milliseconds until it ends. */
  readonly leftMs: number;
}

/** Milliseconds in which everyone has a slot: as long does an append wait at worst where inserts are fast. */
const CYCLE_MS = 80;
/** The change to the next writer costs about one insert. */
const INSERTS_IN_A_SLOT = 6;

/**
 * The length of a slot: some inserts of the slowest writer at least. The cycle grows by powers of two, so that writers
 * that know slightly different figures mostly agree.
 */
export const slotMs = (writers: readonly Heartbeat[]): number => {
  const slowest = Math.max(...writers.map(({ insertMs }) => insertMs));
  const cyclesWanted = (writers.length * INSERTS_IN_A_SLOT * slowest) / CYCLE_MS;
  return (CYCLE_MS * 2 ** Math.ceil(Math.log2(Math.max(1, cyclesWanted)))) / writers.length;
};

/**
 * Time division: whoever knows the same writers and the same time comes to the same slot, without a message.
 * @param now milliseconds by the database's clock
 */
export const slotAt = (writers: readonly Heartbeat[], me: string, now: number): Slot => {
  const ms = slotMs(writers);
  const number = Math.floor(now / ms);
  const ids = writers.map(({ id }) => id).toSorted();
  const isMine = (slot: number): boolean => ids[slot % ids.length] === me;
  const elapsedMs = now - number * ms;
  return { number, mine: isMine(number), nextIsMine: isMine(number + 1), elapsedMs, leftMs: ms - elapsedMs };
};
