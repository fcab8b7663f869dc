import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { append, counted, eventually, LogFixture, type Instance } from '../subscriptions/log.fixture';
import { dropOldGenerations, openProjection } from './index';
import { totals } from './totals.fixture';

let log: LogFixture;
let one: Instance;
let other: Instance;
beforeEach(async () => {
  log = new LogFixture();
  [one, other] = [await log.instance(), await log.instance()];
  await append(one, [counted('a', 1)], [counted('b', 2)], [counted('a', 4)], [counted('b', -2)]);
});
afterEach(() => log.close());

describe('one document', () => {
  it('is found with the position that it is as of', async () => {
    const runner = await openProjection(one.subscriptions, totals(1));
    await runner.catchUp({ maxEvents: 2 });
    expect(await runner.findById('totals', 'a')).toEqual({
      position: 2,
      document: { _id: 'a', total: 1, lastPosition: 1 },
    });
    await runner.catchUp();
    const document = { _id: 'a', total: 5, lastPosition: 3 };
    expect(await runner.findById('totals', 'a')).toEqual({ position: 4, document });
  });

  it('is missed when it was removed, and when it never was', async () => {
    const runner = await openProjection(one.subscriptions, totals(1));
    await runner.catchUp();
    expect(await runner.findById('totals', 'b')).toEqual({ position: 4, document: null });
    expect(await runner.findById('totals', 'c')).toEqual({ position: 4, document: null });
  });

  it('is never shown as of a position before its last change', async () => {
    const [writing, reading] = [
      await openProjection(one.subscriptions, totals(1)),
      await openProjection(other.subscriptions, totals(1)),
    ];
    writing.start();
    const appending = append(one, ...Array.from({ length: 100 }, () => [counted('a', 1)]));
    const state = { done: false };
    void appending.finally(() => (state.done = true));
    await eventually(async () => expect((await reading.findById('totals', 'a')).document).not.toBeNull());
    while (!state.done) {
      const { position, document } = await reading.findById('totals', 'a');
      // Events 1, 3 and 5 to 104 are about it.
      const expected = position < 5 ? [1, 1, 5, 5][position - 1] : position + 1;
      expect(document?.total).toBe(expected);
    }
    await appending;
  });
});

describe('an instance that is not told of a cut-over', () => {
  it('answers from what another one has filled anew', async () => {
    const [told, untold] = [
      await openProjection(one.subscriptions, totals(1)),
      await openProjection(other.subscriptions, totals(1)),
    ];
    await told.catchUp();
    await told.rebuild();
    await told.catchUp();
    const head = await append(one, [counted('a', 1)]);
    await told.catchUp();
    expect(await untold.waitFor(head, { timeoutMs: 0 })).toBe(head);
    expect(await untold.findById('totals', 'a')).toMatchObject({ position: head, document: { total: 6 } });
    expect(await untold.read(async ({ model }) => model('totals').collectionName)).toBe(
      'totals.totals.v1.g2',
    );
  });

  it('answers from the newer version that it has the code of', async () => {
    const before = await openProjection((await log.instance()).subscriptions, totals(1));
    await before.catchUp();
    const both = { ...totals(2), previous: [totals(1)] };
    const told = await openProjection(one.subscriptions, both);
    const untold = await openProjection(other.subscriptions, both);
    await told.catchUp();
    expect(await untold.findById('totals', 'a')).toMatchObject({ document: { total: 10 } });
  });

  it('does not answer from what is being dropped', async () => {
    const [old, young] = [
      await openProjection(one.subscriptions, totals(1)),
      await openProjection(other.subscriptions, totals(2)),
    ];
    await old.catchUp();
    await young.catchUp();
    // A crash when the documents are gone already.
    const removing = jest.spyOn(other.subscriptions.context.leases, 'remove');
    removing.mockRejectedValueOnce(new Error('crashed'));
    await expect(dropOldGenerations(other.subscriptions, 'totals')).rejects.toThrow('crashed');
    await expect(old.findById('totals', 'a')).rejects.toMatchObject({ code: 'projection-not-ready' });
    await expect(old.read(async () => undefined)).rejects.toMatchObject({ code: 'projection-not-ready' });
  });

  it('does not answer from a number that is used again', async () => {
    const v1 = await openProjection(one.subscriptions, totals(1));
    await v1.catchUp();
    const readOnly = await openProjection(other.subscriptions, totals(1));
    const v2 = await openProjection((await log.instance()).subscriptions, totals(2));
    await v2.catchUp();
    await dropOldGenerations(one.subscriptions, 'totals');
    // The older release again: it is filled from the start.
    const again = await openProjection((await log.instance()).subscriptions, totals(1));
    await again.catchUp({ maxEvents: 1 });
    for (const runner of [again, readOnly]) {
      await expect(runner.findById('totals', 'a')).rejects.toMatchObject({ code: 'projection-not-ready' });
    }
    await again.catchUp();
    expect(await again.findById('totals', 'a')).toMatchObject(await v1.findById('totals', 'a'));
  });

  it('does not make anew what was dropped while it opened', async () => {
    const v1 = await openProjection(one.subscriptions, totals(1));
    await v1.catchUp();
    const { leases } = other.subscriptions.context;
    const prepare = leases.prepare.bind(leases);
    jest.spyOn(leases, 'prepare').mockImplementationOnce(async (name) => {
      await v1.rebuild();
      await v1.catchUp();
      await dropOldGenerations(one.subscriptions, 'totals');
      return prepare(name);
    });
    const readOnly = await openProjection(other.subscriptions, totals(1));
    const { position, document } = await v1.findById('totals', 'a');
    expect(await readOnly.waitFor(position, { timeoutMs: 1_500 })).toBe(position);
    expect(await readOnly.findById('totals', 'a')).toMatchObject({ position, document });
    expect(await readOnly.read(async ({ model }) => model('totals').collectionName)).toBe(
      'totals.totals.v1.g2',
    );
  });
});
