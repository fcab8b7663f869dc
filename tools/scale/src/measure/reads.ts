import { quantile } from '@event-sourcing/bench';
import { coldEntity, hotEntity } from '../entities';
import type { Figures } from '../figures';
import type { Effort, Home } from '../place';
import { withStore } from '../with-store';
import { msOfEach } from './latencies';
import { readByTag, readPage, readState } from './look-at';

const MOST_OPENINGS = 7;
/** So many hot entities has the shortest log: in a longer one, too, a process looks at no more. */
const HOT_AT_ONCE = 10;

/** What is read at a length: each look at an entity of which the process has not heard before. */
export const measureReads = async (home: Home, events: number, { looks }: Effort): Promise<Figures> => {
  const turns = Array.from({ length: looks }, (_, turn) => turn);
  const opening = await msOfEach(turns.slice(0, MOST_OPENINGS), () =>
    withStore(home, () => Promise.resolve()),
  );
  const head = await withStore(home, (store) => msOfEach(turns, () => store.head()));
  const cold = new Set(turns.map((turn) => coldEntity(events, turn)));
  const coldState = await withStore(home, (store) => msOfEach(cold, (entity) => readState(store, entity)));
  const [byTag, statement]: [number[], number[]] = [[], []];
  for (let from = 0; from < looks; from += HOT_AT_ONCE) {
    const hot = new Set(turns.slice(from, from + HOT_AT_ONCE).map((turn) => hotEntity(events, turn)));
    // Somebody has looked at them before, so that there are snapshots.
    await withStore(home, (store) => msOfEach(hot, (entity) => readState(store, entity)));
    await withStore(home, async (store) => {
      byTag.push(...(await msOfEach(hot, (entity) => readByTag(store, entity))));
      statement.push(...(await msOfEach(hot, (entity) => readPage(store, entity))));
    });
  }
  return {
    opening: median(opening),
    head: median(head),
    coldState: median(coldState),
    byTag: median(byTag),
    statement: median(statement),
  };
};

const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);
