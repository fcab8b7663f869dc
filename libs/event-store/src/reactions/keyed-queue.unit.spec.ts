import { describe, expect, it } from '@jest/globals';
import { KeyedQueue, type Outcome } from './keyed-queue';

const DONE: Outcome = { kind: 'done' };
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('a keyed queue', () => {
  it('keeps the order within a key and works on no more keys at a time than allowed', async () => {
    const done: string[] = [];
    let active = 0;
    let most = 0;
    const queue = new KeyedQueue<string>(2, new AbortController().signal, async (item) => {
      active += 1;
      most = Math.max(most, active);
      await nextTurn();
      active -= 1;
      done.push(item);
      return DONE;
    });
    for (const item of ['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'a3']) queue.push(item.charAt(0), item);
    await queue.settled();
    expect(most).toBe(2);
    expect(done.filter((item) => item.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect([...done].sort()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'c1', 'c2']);
  });

  it('lets other keys go on, in the only place, while one waits to try again', async () => {
    const done: string[] = [];
    const queue = new KeyedQueue<string>(1, new AbortController().signal, async (item, attempt) => {
      if (item === 'a1' && attempt < 3) return { kind: 'again', afterMs: 5 };
      done.push(`${item} #${attempt}`);
      return DONE;
    });
    queue.push('a', 'a1');
    queue.push('a', 'a2');
    queue.push('b', 'b1');
    await queue.settled();
    expect(done).toEqual(['b1 #1', 'a1 #3', 'a2 #1']);
  });

  it('begins nothing once it is to stop, and finishes what it does', async () => {
    const stop = new AbortController();
    const done: string[] = [];
    const queue = new KeyedQueue<string>(1, stop.signal, async (item) => {
      stop.abort();
      await nextTurn();
      done.push(item);
      return DONE;
    });
    queue.push('a', 'a1');
    queue.push('b', 'b1');
    await queue.settled();
    expect(done).toEqual(['a1']);
  });
});
