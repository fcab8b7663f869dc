import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineProjection, openProjection, readModel } from '../projections';
import { totalOf, totals } from '../projections/totals.fixture';
import { append, counted, LogFixture, type Counted } from './log.fixture';

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

describe('exactly once', () => {
  it('holds when a batch crashes after its writes', async () => {
    const instance = await log.instance();
    let crashes = 2;
    const fragile = defineProjection({
      ...totals(),
      models: {
        ...totals().models,
        crashing: readModel<{ readonly seen: number }, Counted>({
          keys: () => ['all'],
          evolve: (state) => {
            if (crashes > 0) {
              crashes -= 1;
              throw new Error('crashed');
            }
            return { seen: (state?.seen ?? 0) + 1 };
          },
        }),
      },
    });
    const runner = await openProjection(instance.subscriptions, fragile);
    const head = await append(instance, [counted('a', 2), counted('a', 3)], [counted('a', 4)]);
    runner.start();
    expect(await runner.waitFor(head, { timeoutMs: 10_000 })).toBe(3);
    const seen = await runner.read(async ({ model }) => ({
      total: (await model('totals').findOne({ _id: 'a' }))?.total,
      seen: (await model('crashing').findOne({ _id: 'all' }))?.seen,
    }));
    expect(seen).toEqual({ total: 9, seen: 3 });
    expect(instance.messages.filter((text) => text.includes('crashed'))).toHaveLength(1);
  });

  it('holds while instances tear the subscription from each other', async () => {
    const instances = [await log.instance(), await log.instance(), await log.instance()];
    const [writer] = instances;
    if (!writer) throw new Error('No instance.');
    const runners = [];
    for (const { subscriptions } of instances) {
      const runner = await openProjection(subscriptions, totals(), { maxEvents: 3, waitMs: 5 });
      runner.start();
      runners.push(runner);
    }
    for (let round = 0; round < 15; round += 1) {
      await append(writer, [counted('a'), counted('b', 2)]);
      // Takes the lease away from whoever has it, without its knowledge.
      await writer.store.db.collection('leases').updateMany({}, { $set: { until: new Date(0) } });
    }
    const [runner] = runners;
    if (!runner) throw new Error('No runner.');
    expect(await runner.waitFor(30, { timeoutMs: 25_000 })).toBe(30);
    expect([await totalOf(runner, 'a'), await totalOf(runner, 'b')]).toEqual([15, 30]);
  });
});
