import type { WriterAtWork } from './roster';

/** Where one is in the turns of some writers. */
export interface Turn {
  /** Counts the turns of all. */
  readonly number: number;
  readonly mine: boolean;
  /** Whether the one after it is. */
  readonly mineNext: boolean;
  /** Milliseconds since it began. */
  readonly elapsedMs: number;
  /** Milliseconds until it ends. */
  readonly leftMs: number;
}

/** Milliseconds in which everyone has a turn: so long does an append wait at worst where inserts are fast. */
const CYCLE_MS = 80;
/** To hand over costs about one insert. */
const INSERTS_IN_A_TURN = 6;

/**
 * How long a turn is: some inserts of the slowest writer at least. The cycle grows by powers of two, so that writers
 * whose knowledge differs a little agree all the same.
 */
export const turnMs = (writers: readonly WriterAtWork[]): number => {
  const slowest = Math.max(...writers.map(({ insertMs }) => insertMs));
  const cyclesWanted = (writers.length * INSERTS_IN_A_TURN * slowest) / CYCLE_MS;
  return (CYCLE_MS * 2 ** Math.ceil(Math.log2(Math.max(1, cyclesWanted)))) / writers.length;
};

/**
 * Time division: everyone who knows the same writers and the same time comes to the same turn, without a word.
 * @param now milliseconds by the database's clock
 */
export const turnAt = (writers: readonly WriterAtWork[], me: string, now: number): Turn => {
  const ms = turnMs(writers);
  const number = Math.floor(now / ms);
  const ids = writers.map(({ id }) => id).toSorted();
  const isMine = (turn: number): boolean => ids[turn % ids.length] === me;
  const elapsedMs = now - number * ms;
  return { number, mine: isMine(number), mineNext: isMine(number + 1), elapsedMs, leftMs: ms - elapsedMs };
};
