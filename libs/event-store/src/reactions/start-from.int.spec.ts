import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { append, counted, LogFixture } from '../subscriptions/log.fixture';
import { openReaction } from './index';
import { Receiver, telling } from './receiver.fixture';

let log: LogFixture;
let receiver: Receiver;
beforeEach(() => {
  log = new LogFixture();
  receiver = new Receiver();
});
afterEach(() => log.close());

const past = [[counted('a', 1)], [counted('a', 2), counted('a', 3), counted('a', 4)], [counted('a', 5)]];

describe('a reaction that is new in a log', () => {
  it.each([
    ['start', 0, ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']],
    ['now', 5, ['a6']],
    [0, 0, ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']],
    [1, 1, ['a2', 'a3', 'a4', 'a5', 'a6']],
    [3, 3, ['a4', 'a5', 'a6']],
    [4, 4, ['a5', 'a6']],
    [5, 5, ['a6']],
  ] as const)(
    'begins where it is told: from %s, after position %i',
    async (startFrom, startedAfter, told) => {
      const instance = await log.instance();
      await append(instance, ...past);
      const runner = await openReaction(instance.subscriptions, telling(receiver, { startFrom }));
      await append(instance, [counted('a', 6)]);
      expect(await runner.catchUp()).toBe(6);
      expect(receiver.received).toEqual(told);
      expect(await runner.status()).toMatchObject({ startedAfter, position: 6, lag: 0 });
    },
  );

  it('has begun once for all, whatever is said later and elsewhere', async () => {
    const [one, other] = [await log.instance(), await log.instance()];
    await append(one, ...past);
    await openReaction(one.subscriptions, telling(receiver, { startFrom: 'now' }));
    await append(one, [counted('a', 6)]);
    const later = await openReaction(other.subscriptions, telling(receiver, { startFrom: 'start' }));
    expect(await later.catchUp()).toBe(6);
    expect(receiver.received).toEqual(['a6']);
    expect(await later.status()).toMatchObject({ startedAfter: 5 });
  });

  it.each([
    [-1, 'invalid-options'],
    [1.5, 'invalid-options'],
    [Number.NaN, 'invalid-options'],
    [6, 'position-beyond-head'],
  ])('is refused where nothing can begin: %d', async (startFrom, code) => {
    const instance = await log.instance();
    await append(instance, ...past);
    const opening = openReaction(instance.subscriptions, telling(receiver, { startFrom }));
    await expect(opening).rejects.toMatchObject({ code });
  });
});
