import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { ServiceClient } from '@event-sourcing/tools-kit';
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
const shownAccount = z.object({ balance: z.string() });

/** How late the orders of others are paid beside those of a few who have a backlog. */
export const fairness = async ({ busy, others, mostMs, ...place }: FairnessOptions) => {
  const bank = await startClockedBank(place, START);
  const client = new ServiceClient(bank.address);
  const post = (path: string, body: object) =>
    client.expect({ method: 'POST', path, body }, 201, z.unknown());
  const open = async (accountId: string): Promise<void> => {
    await post('/accounts', { accountId, owner: accountId });
    await post(`/accounts/${accountId}/deposits`, { amount: '10000' });
  };
  const order = (from: string, startsAt: Date, endsAt: Date) =>
    post(`/accounts/${from}/standing-orders`, { to: 'shop', amount: '1', every: 'day', startsAt, endsAt });
  const balanceOf = async (id: string): Promise<string> => {
    const asked = { method: 'GET', path: `/accounts/${id}` } as const;
    return (await client.expect(asked, 200, shownAccount)).balance;
  };

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
