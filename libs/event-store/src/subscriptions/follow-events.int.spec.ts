import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { START, toPosition, type Position } from '../contract';
import { append, counted, eventually, LogFixture, other, type Instance } from './log.fixture';

let log: LogFixture;
let end: AbortController;
beforeEach(() => {
  log = new LogFixture();
  end = new AbortController();
});
afterEach(async () => {
  end.abort();
  await log.close();
});

const QUERY = { items: [{ tags: ['key:a'] }] };

/** Collects what a follower sees; `ended` resolves when it has ended. */
const following = ({ subscriptions }: Instance, after: Position) => {
  const seen: number[] = [];
  const ended = (async () => {
    for await (const event of subscriptions.follow({ query: QUERY, after, signal: end.signal })) {
      seen.push(event.position);
    }
  })();
  return { seen, ended };
};

describe('a follower of the log', () => {
  it('sees what matches after its position, in order, each once, and goes on', async () => {
    const instance = await log.instance();
    await append(instance, [counted('a'), counted('b'), counted('a')], [other()], [counted('a')]);
    const all = following(instance, START);
    const inside = following(instance, toPosition(1));
    await eventually(() => expect(all.seen).toEqual([1, 3, 5]));
    await append(instance, [counted('b')], [counted('a'), counted('a')]);
    await eventually(() => expect(all.seen).toEqual([1, 3, 5, 7, 8]));
    await eventually(() => expect(inside.seen).toEqual([3, 5, 7, 8]));
  });

  it('is told what other processes append, also from long before it came', async () => {
    const [writer, reader] = [await log.instance(), await log.instance()];
    await append(writer, ...Array.from({ length: 5 }, () => Array.from({ length: 50 }, () => counted('a'))));
    const { seen } = following(reader, START);
    await append(writer, [counted('a')]);
    await eventually(() => expect(seen).toEqual(Array.from({ length: 251 }, (_, index) => index + 1)));
  });

  it('may begin at the head, also at one that another process has just made', async () => {
    const [writer, reader] = [await log.instance(), await log.instance()];
    const head = await append(writer, [counted('a'), counted('a')]);
    const { seen } = following(reader, head);
    await append(writer, [counted('a')]);
    await eventually(() => expect(seen).toEqual([3]));
  });

  it('is refused beyond the head, where nobody can have been', async () => {
    const instance = await log.instance();
    await append(instance, [counted('a'), counted('a')]);
    const { seen, ended } = following(instance, toPosition(3));
    await expect(ended).rejects.toMatchObject({
      code: 'position-beyond-head',
      facts: { position: 3, head: 2 },
    });
    expect(seen).toEqual([]);
  });

  it('ends by its signal, and when the subscriptions close', async () => {
    const instance = await log.instance();
    const first = following(instance, START);
    end.abort();
    await first.ended;
    end = new AbortController();
    const second = following(instance, START);
    await instance.subscriptions.close();
    await second.ended;
    expect([first.seen, second.seen]).toEqual([[], []]);
  });
});
