import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openProjection } from '../projections';
import { totalOf, totals } from '../projections/totals.fixture';
import { append, counted, eventually, LogFixture } from './log.fixture';

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

describe('one active consumer', () => {
  it('runs while a second instance waits, and the second takes over at once when it stops', async () => {
    const [first, second] = [await log.instance(), await log.instance({ leaseMs: 60_000 })];
    const running = await openProjection(first.subscriptions, totals());
    const waiting = await openProjection(second.subscriptions, totals());
    running.start();
    await eventually(async () => expect((await running.status()).status).toBe('running'));
    waiting.start();
    expect(await waiting.status()).toMatchObject({ status: 'waiting', active: true });

    await running.stop();
    await eventually(async () => expect((await waiting.status()).status).toBe('running'), 3_000);
    const head = await append(first, [counted('a', 2)], [counted('a', 3)]);
    expect(await running.waitFor(head, { timeoutMs: 10_000 })).toBe(2);
    expect(await totalOf(running, 'a')).toBe(5);
  });

  it('is taken over when its lease has run out without a word', async () => {
    const [crashed, next] = [await log.instance(), await log.instance()];
    await openProjection(crashed.subscriptions, totals());
    // Acquired, and never renewed nor released: what a crash leaves behind.
    await crashed.subscriptions.context.leases.acquire('totals@1');
    const runner = await openProjection(next.subscriptions, totals());
    runner.start();
    const head = await append(next, [counted('a')]);
    expect(await runner.waitFor(head, { timeoutMs: 10_000 })).toBe(1);
  });

  it('cannot be caught up by hand beside', async () => {
    const [first, second] = [await log.instance(), await log.instance({ leaseMs: 300 })];
    const running = await openProjection(first.subscriptions, totals());
    running.start();
    await eventually(async () => expect((await running.status()).status).toBe('running'));
    const byHand = await openProjection(second.subscriptions, totals());
    await expect(byHand.catchUp()).rejects.toMatchObject({ code: 'subscription-busy' });
  });
});
