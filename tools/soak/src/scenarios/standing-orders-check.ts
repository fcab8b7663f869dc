import type { RecordedEvent } from '@event-sourcing/event-store';
import { z } from 'zod';
import { dueDays, type Every } from '../calendar';

/** A standing order of the soak. */
export interface Order {
  readonly from: string;
  readonly to: string;
  /** In cents. */
  readonly amount: number;
  readonly every: Every;
  readonly isPoor: boolean;
}

export const INITIAL_CENTS = 10_000_00;

export const inEuro = (cents: number): string => (cents / 100).toFixed(2);

const dueEvent = z.object({ standingOrderId: z.string(), dueAt: z.string() });

/** Orders whose due dates were not each settled once, in order, in the way that they should have been. */
export const wrongDates = (
  events: readonly RecordedEvent[],
  ids: ReadonlyMap<string, Order>,
  days: number,
): readonly string[] =>
  [...ids].flatMap(([id, { from, every, isPoor }]) => {
    const settled = events
      .filter(({ type }) => type === 'StandingOrderExecuted' || type === 'StandingOrderSkipped')
      .map(({ type, data }) => ({ type, ...dueEvent.parse(data) }))
      .filter(({ standingOrderId }) => standingOrderId === id)
      .map(({ type, dueAt }) => `${type} ${dueAt}`);
    const wanted = dueDays(every, days).map(
      (dueAt) => `${isPoor ? 'StandingOrderSkipped' : 'StandingOrderExecuted'} ${dueAt}`,
    );
    return JSON.stringify(settled) === JSON.stringify(wanted)
      ? []
      : [`${from} (${every}): ${settled.length} due dates settled of ${wanted.length}, or in another order.`];
  });

/** Accounts whose balance is not what their orders make of it. */
export const wrongBalances = async (
  orders: readonly Order[],
  days: number,
  balanceOf: (account: string) => Promise<string>,
): Promise<readonly string[]> => {
  const cents = new Map(orders.map(({ from, isPoor }) => [from, isPoor ? 0 : INITIAL_CENTS]));
  const move = (account: string, amount: number) => cents.set(account, (cents.get(account) ?? 0) + amount);
  for (const { from, to, amount, every, isPoor } of orders) {
    const total = isPoor ? 0 : amount * dueDays(every, days).length;
    move(from, -total);
    move(to, total);
  }
  const faults: string[] = [];
  for (const [account, expected] of cents) {
    const balance = await balanceOf(account);
    if (balance !== inEuro(expected)) faults.push(`${account} holds ${balance}, not ${inEuro(expected)}.`);
  }
  return faults;
};
