import { Semaphore } from './semaphore';

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
  items: AsyncIterable<Item>,
  { keyOf, concurrency, lookAhead = 4_096 }: EachByKeyOptions<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const room = new Semaphore(lookAhead);
  const slots = new Semaphore(concurrency);
  const lastOf = new Map<string, Promise<void>>();
  const failures: unknown[] = [];

  const attempt = async (item: Item): Promise<void> => {
    await slots.acquire();
    try {
      if (failures.length === 0) await work(item);
    } catch (error) {
      failures.push(error);
    } finally {
      slots.release();
      room.release();
    }
  };

  try {
    for await (const item of items) {
      await room.acquire();
      if (failures.length > 0) break;
      const key = keyOf(item);
      const run = (lastOf.get(key) ?? Promise.resolve()).then(() => attempt(item));
      lastOf.set(key, run);
      void run.then(() => lastOf.get(key) === run && lastOf.delete(key));
    }
  } catch (error) {
    failures.push(error);
  }
  await Promise.all(lastOf.values());
  if (failures.length > 0) throw failures[0];
};
