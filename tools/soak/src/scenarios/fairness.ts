import { setTimeout as pause } from 'node:timers/promises';
import { depositMoney, getAccount, openAccount, openStandingOrder } from '@event-sourcing/service-clients';
import { answered, serviceClient } from '@event-sourcing/tools-kit';
import { dayAfterStart, START } from '../calendar';
import type { Place } from '../instance';
import { startClockedBank } from '../processes/clocked-bank';

export interface FairnessOptions extends Place {
  /** Accounts with a hundred daily orders each, all of a week due at once. */
  readonly busy: number;
  /** Accounts with one order each, due when that week is. */
  readonly others: number;
  readonly mostMs: number;
}

const ORDERS = 100;
const DAYS = 7;

/** How late the orders of others are paid beside those of a few who have a backlog. */
export const fairness = async ({ busy, others, mostMs, ...place }: FairnessOptions) => {
  const bank = await startClockedBank(place, START);
  const client = serviceClient(bank.address);
  const open = async (accountId: string): Promise<void> => {
    await answered(openAccount({ client, body: { accountId, owner: accountId } }));
    await answered(depositMoney({ client, path: { accountId }, body: { amount: '10000' } }));
  };
  const order = (accountId: string, first: Date, last: Date) => {
    const times = { startsAt: first.toISOString(), endsAt: last.toISOString() };
    const body = { to: 'shop', amount: '1', every: 'day', ...times } as const;
    return answered(openStandingOrder({ client, path: { accountId }, body }));
  };
  const balanceOf = async (accountId: string): Promise<string> =>
    (await answered(getAccount({ client, path: { accountId } }))).balance;

  await open('shop');
  const payers = Array.from({ length: busy }, (_, index) => `busy-${index}`);
  const waiting = Array.from({ length: others }, (_, index) => `other-${index}`);
  await Promise.all([...payers, ...waiting].map(open));
  for (const from of payers) {
    await Promise.all(
      Array.from({ length: ORDERS }, () => order(from, dayAfterStart(1), dayAfterStart(DAYS))),
    );
  }
  const last = dayAfterStart(DAYS);
  await Promise.all(waiting.map((from) => order(from, last, last)));

  bank.tell(last);
  const began = performance.now();
  const lateMs = await Promise.all(
    waiting.map(async (from) => {
      while ((await balanceOf(from)) !== '9999.00') await pause(20);
      return Math.round(performance.now() - began);
    }),
  );
  const left = (10_000 - ORDERS * DAYS).toFixed(2);
  for (const from of payers) while ((await balanceOf(from)) !== left) await pause(50);
  const allMs = Math.round(performance.now() - began);
  await bank.stop();
  const worst = Math.max(...lateMs);
  const faults = worst > mostMs ? [`An order of another was paid ${worst} ms late.`] : [];
  return { orders: busy * ORDERS, paid: busy * ORDERS * DAYS, allMs, others, worstMs: worst, faults };
};
