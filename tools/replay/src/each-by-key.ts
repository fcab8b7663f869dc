import pLimit from 'p-limit';
import pMap from 'p-map';

/** How items are worked on. */
export interface EachByKeyOptions<Item> {
  /** Items of the same key are worked on one after another, in their order. */
  readonly keyOf: (item: Item) => string;
  /** Items worked on at the same time. */
  readonly concurrency: number;
  /** Items read and not yet done: what bounds the memory. */
  readonly lookAhead?: number;
}

/**
 * Works on the items of a stream: keys in parallel, the items of one key in order. After a failure nothing new
 * is begun; what is running is waited for.
 * @throws the first error of the work or of the stream
 */
export const eachByKey = async <Item>(
  items: AsyncGenerator<Item>,
  { keyOf, concurrency, lookAhead = 4_096 }: EachByKeyOptions<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const slot = pLimit(concurrency);
  const lastOf = new Map<string, Promise<void>>();
  let isOver = false;
  const attempt = async (item: Item): Promise<void> => {
    if (isOver) return;
    await work(item).catch((error: unknown) => {
      isOver = true;
      throw error;
    });
  };
  const inOrder = async (item: Item): Promise<void> => {
    const key = keyOf(item);
    const run = (lastOf.get(key) ?? Promise.resolve()).then(() => slot(attempt, item));
    lastOf.set(key, run);
    await run;
    if (lastOf.get(key) === run) lastOf.delete(key);
  };
  try {
    await pMap(items, inOrder, { concurrency: lookAhead });
  } finally {
    isOver = true;
    await Promise.allSettled(lastOf.values());
    await items.return(undefined);
  }
};
