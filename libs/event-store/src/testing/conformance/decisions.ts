import { event, failsWith, same } from './assertions';
import type { Promised } from './conformance';
import { balanceOf, deposit, withdraw } from './tiny-bank';

/** What a decision depends on, and what it does not. */
export const decisions: readonly Promised[] = [
  {
    promise: 'money that a pending deposit brings is not spent when the deposit does not come to be',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      a.storage.nextInsert(async (_, insert) => {
        await b.store.append({ events: [event('Closed', ['branch:1'])] });
        await insert();
      });
      const outcomes = await Promise.allSettled([
        a.store.append({
          events: [event('Deposited', ['account:acc'], { amount: 100 })],
          condition: { failIfEventsMatch: { items: [{ tags: ['branch:1'] }] } },
        }),
        withdraw(a.store, 'acc', 60),
      ]);
      same(
        outcomes.map(({ status }) => status),
        ['rejected', 'rejected'],
      );
      same(await balanceOf(b.store, 'acc'), 0);
    },
  },
  {
    promise: 'a decision is not made anew for what cannot invalidate it, unless that is asked for',
    async check(log) {
      const [a, b] = [await log.open(), await log.open()];
      await deposit(a.store, 'acc', 100);
      const depositFirst = () =>
        a.storage.nextInsert(async (_, insert) => {
          await deposit(b.store, 'acc', 1);
          await insert();
        });
      depositFirst();
      await withdraw(a.store, 'acc', 10, { maxAttempts: 1 });
      depositFirst();
      await failsWith(
        'retries-exhausted',
        withdraw(a.store, 'acc', 10, { maxAttempts: 1, guard: 'everything' }),
      );
      same(await balanceOf(b.store, 'acc'), 92);
    },
  },
];
