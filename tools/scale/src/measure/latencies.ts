import { performance } from 'node:perf_hooks';

/** Milliseconds of each piece of work, done one after the other. */
export const msOfEach = async <Item>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<unknown>,
): Promise<readonly number[]> => {
  const latencies: number[] = [];
  for (const item of items) {
    const begin = performance.now();
    await work(item);
    latencies.push(performance.now() - begin);
  }
  return latencies;
};

/** How many a second, done one after the other or side by side. */
export const perSecond = async (count: number, work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - begin);
};
