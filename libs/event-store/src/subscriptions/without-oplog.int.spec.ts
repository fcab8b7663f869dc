import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineProjection, openProjection, readModel } from '../projections';
import { append, counted, LogFixture, type Counted } from './log.fixture';

/** The positions that a consumer was given, in the order in which it was given them. */
const witness = (name: string) =>
  defineProjection({
    name,
    version: 1,
    query: { items: [] },
    models: {
      seen: readModel<{ readonly positions: readonly number[] }, Counted>({
        keys: () => ['all'],
        evolve: (state, { position }) => ({ positions: [...(state?.positions ?? []), position] }),
      }),
    },
  });

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

describe('a consumer needs no oplog: it reads the log by position', () => {
  it('also when it is new, or did not run for most of the log, and has no change stream at all', async () => {
    const writer = await log.instance();
    const early = witness('early');
    const late = await log.instance({ changeStream: false });
    const before = await openProjection(late.subscriptions, early);
    await append(writer, [counted('a'), counted('a')]);
    await before.catchUp();
    await late.subscriptions.close();

    let head = await append(writer, [counted('a')]);
    for (let commit = 0; commit < 200; commit += 1) head = await append(writer, [counted('a'), counted('b')]);
    const back = await log.instance({ changeStream: false });
    const whole = Array.from({ length: head }, (_, index) => index + 1);
    for (const projection of [early, witness('new')]) {
      const runner = await openProjection(back.subscriptions, projection);
      runner.start();
      await runner.waitFor(head, { timeoutMs: 20_000 });
      const seen = await runner.read(async ({ model }) => model('seen').findOne({ _id: 'all' }));
      expect(seen?.positions).toEqual(whole);
    }
  });
});
