import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openProjection } from '../projections';
import { totalOf, totals } from '../projections/totals.fixture';
import { append, counted, LogFixture } from './log.fixture';

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

describe('waiting for a position', () => {
  it('fails by name when the time is over, and waits for positions beyond the head', async () => {
    const [running, asking] = [await log.instance(), await log.instance()];
    const runner = await openProjection(running.subscriptions, totals());
    const asker = await openProjection(asking.subscriptions, totals());
    await append(running, [counted('a')]);
    runner.start();
    expect(await asker.waitFor(1, { timeoutMs: 10_000 })).toBe(1);
    const late = { code: 'position-not-reached', facts: { name: 'totals', position: 3, reached: 1 } };
    await expect(asker.waitFor(3, { timeoutMs: 50 })).rejects.toMatchObject(late);
    expect(await asker.tryWaitFor(3, { timeoutMs: 0 })).toBe(1);

    const waiting = [asker, runner].map((one) => one.waitFor(3, { timeoutMs: 10_000 }));
    await append(running, [counted('a'), counted('a')]);
    expect(await Promise.all(waiting)).toEqual([3, 3]);
    expect(await totalOf(asker, 'a')).toBe(3);
  });

  it('ends when nobody needs the answer any more', async () => {
    const instance = await log.instance();
    const runner = await openProjection(instance.subscriptions, totals());
    const gone = new AbortController();
    const waiting = runner.tryWaitFor(1, { timeoutMs: 30_000, signal: gone.signal });
    gone.abort();
    expect(await waiting).toBe(0);
  });
});

it('a subscription is woken by what other processes append', async () => {
  const [reader, writer] = [await log.instance(), await log.instance()];
  const runner = await openProjection(reader.subscriptions, totals());
  runner.start();
  for (const position of [1, 2, 3]) {
    await append(writer, [counted('a')]);
    expect(await runner.waitFor(position, { timeoutMs: 5_000 })).toBe(position);
  }
});
