import { describe, expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { eachByKey } from './each-by-key';

interface Item {
  readonly key: string;
  readonly nth: number;
}

async function* items(count: number, keys: number, onRead?: (nth: number) => void): AsyncGenerator<Item> {
  for (let nth = 1; nth <= count; nth += 1) {
    onRead?.(nth);
    yield { key: `key-${nth % keys}`, nth };
  }
}

const keyOf = ({ key }: Item): string => key;
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
};

describe('work by key', () => {
  it('is done in order within a key, whatever each item takes', async () => {
    const done = new Map<string, number[]>();
    await eachByKey(items(60, 3), { keyOf, concurrency: 8 }, async ({ key, nth }) => {
      await turns(nth % 7);
      done.set(key, [...(done.get(key) ?? []), nth]);
    });
    expect(done.size).toBe(3);
    for (const order of done.values()) {
      expect(order).toHaveLength(20);
      expect(order).toEqual([...order].sort((one, other) => one - other));
    }
  });

  it('is done for as many keys at once as asked, and for no more', async () => {
    let running = 0;
    let most = 0;
    await eachByKey(items(100, 20), { keyOf, concurrency: 4 }, async () => {
      running += 1;
      most = Math.max(most, running);
      await turns(3);
      running -= 1;
    });
    expect(most).toBe(4);
  });

  it('reads no further ahead than asked', async () => {
    let read = 0;
    let done = 0;
    let furthest = 0;
    const source = items(200, 10, (nth) => (read = nth));
    await eachByKey(source, { keyOf, concurrency: 2, lookAhead: 16 }, async () => {
      await turns(2);
      furthest = Math.max(furthest, read - done);
      done += 1;
    });
    expect(done).toBe(200);
    // One more has been read and waits for room.
    expect(furthest).toBeLessThanOrEqual(17);
    expect(furthest).toBeGreaterThan(10);
  });

  it('begins nothing new after a failure, and throws the first', async () => {
    const begun: number[] = [];
    const run = eachByKey(items(100, 10), { keyOf, concurrency: 2, lookAhead: 20 }, async ({ nth }) => {
      begun.push(nth);
      await turns(2);
      if (nth === 3) throw new Error('the third failed');
      if (nth === 4) throw new Error('the fourth failed');
    });
    await expect(run).rejects.toThrow('the third failed');
    expect(begun.length).toBeLessThan(8);
  });

  it('throws what the stream throws', async () => {
    async function* broken(): AsyncGenerator<Item> {
      yield { key: 'key-1', nth: 1 };
      throw new Error('the disk is gone');
    }
    const run = eachByKey(broken(), { keyOf, concurrency: 2 }, async () => undefined);
    await expect(run).rejects.toThrow('the disk is gone');
  });
});
