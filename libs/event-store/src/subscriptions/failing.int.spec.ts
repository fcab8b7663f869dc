import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineProjection, openProjection, readModel } from '../projections';
import { totals } from '../projections/totals.fixture';
import { append, counted, eventually, LogFixture, type Counted } from './log.fixture';

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

describe('a subscription that fails', () => {
  it('says so to every instance until it succeeds, and skips nothing', async () => {
    const [running, watching] = [await log.instance(), await log.instance()];
    let broken = true;
    const fragile = defineProjection({
      ...totals(),
      models: {
        totals: readModel<{ readonly total: number }, Counted>({
          keys: ({ data }) => [data.key],
          evolve: (state, { data }) => {
            if (broken && data.key === 'poison') throw new Error('poisoned');
            return { total: (state?.total ?? 0) + data.by };
          },
        }),
      },
    });
    const runner = await openProjection(running.subscriptions, fragile);
    const watcher = await openProjection(watching.subscriptions, totals());
    await append(running, [counted('a')], [counted('poison')], [counted('b')]);
    runner.start();
    await eventually(async () =>
      // What comes before the failing commit goes through.
      expect(await watcher.status()).toMatchObject({
        status: 'failed',
        error: expect.stringMatching(/totals\.totals failed .* position 2 .*key poison: poisoned/),
        position: 1,
        lag: 2,
      }),
    );
    broken = false;
    expect(await watcher.waitFor(3, { timeoutMs: 10_000 })).toBe(3);
    await eventually(async () => expect(await watcher.status()).toMatchObject({ status: 'waiting', lag: 0 }));
    expect(await runner.status()).toMatchObject({ status: 'running', position: 3, lag: 0 });
  });
});
