import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openProjection } from '../projections';
import { totalOf, totals } from '../projections/totals.fixture';
import { append, counted, eventually, LogFixture } from './log.fixture';

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

const ofOne = (times: number) => Array.from({ length: times }, () => [counted('a')]);

describe('a log that is restored to an earlier point, behind a checkpoint', () => {
  it.each([
    ['and is shorter than that', 2],
    ['and went on beyond it', 5],
  ])('%s, stops the reader with an error that says so, and nothing is skipped', async (_, then) => {
    const before = await log.instance();
    const projection = await openProjection(before.subscriptions, totals());
    await append(before, ...ofOne(10));
    await projection.catchUp();
    await before.store.db.collection('commits').deleteMany({ position: { $gt: 6 } });

    const after = await log.instance();
    await append(after, ...ofOne(then));
    const reader = await openProjection(after.subscriptions, totals());
    const diverged = { code: 'log-diverged', facts: { position: 10 } };
    await expect(reader.catchUp()).rejects.toMatchObject(diverged);
    await expect(reader.waitFor(10, { timeoutMs: 1_000 })).rejects.toMatchObject(diverged);
    expect(await reader.status()).toMatchObject({
      status: 'failed',
      position: 10,
      error: expect.stringContaining('The log was set back or replaced'),
    });

    reader.start();
    await eventually(async () => expect(after.messages.join()).toContain('The log was set back or replaced'));
    expect(await totalOf(reader, 'a')).toBe(10);
  });

  it('and a rebuild serves the log as it is now', async () => {
    const before = await log.instance();
    await (async () => {
      const projection = await openProjection(before.subscriptions, totals());
      await append(before, ...ofOne(10));
      await projection.catchUp();
    })();
    await before.store.db.collection('commits').deleteMany({ position: { $gt: 6 } });
    const after = await log.instance();
    await append(after, ...ofOne(2));
    const reader = await openProjection(after.subscriptions, totals());
    reader.start();
    await reader.rebuild();
    await eventually(async () => expect(await totalOf(reader, 'a')).toBe(8));
    await eventually(async () => expect(await reader.status()).toMatchObject({ position: 8, lag: 0 }));
  });
});
