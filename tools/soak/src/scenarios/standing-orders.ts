import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RecordedEvent } from '@event-sourcing/event-store';
import { z } from 'zod';
import { dayAfterStart, dueDays, type Every, START } from '../calendar';
import { ask, each } from '../http';
import { openInstance, type Place } from '../instance';
import { type ClockedBank, startClockedBank } from '../processes/clocked-bank';

export interface StandingOrdersOptions extends Place {
  /** From 3; the last twentieth of them have no money. */
  readonly accounts: number;
  readonly days: number;
  readonly kills: number;
  readonly log?: (line: string) => void;
}

export interface StandingOrdersResult {
  readonly orders: number;
  readonly paid: number;
  readonly skipped: number;
  readonly kills: number;
  readonly faults: readonly string[];
}

interface Order {
  readonly from: string;
  readonly to: string;
  /** In cents. */
  readonly amount: number;
  readonly every: Every;
  readonly isPoor: boolean;
}

const INITIAL_CENTS = 10_000_00;
const GRACE_DAYS = 4;
const LONGEST_STEP_DAYS = 10;
const LONGEST_PAUSE_MS = 500;
const EVERY: readonly Every[] = ['day', 'week', 'month'];

const inEuro = (cents: number): string => (cents / 100).toFixed(2);

/** Each account pays the next one of those that have money. */
const ordersOf = (accounts: number): readonly Order[] => {
  const poor = Math.max(1, Math.floor(accounts / 20));
  const rich = accounts - poor;
  return Array.from({ length: accounts }, (_, index) => ({
    from: `account-${index}`,
    to: `account-${(index + 1) % rich}`,
    amount: 101 + index,
    every: EVERY[index % EVERY.length] ?? 'day',
    isPoor: index >= rich,
  }));
};

const dueEvent = z.object({ standingOrderId: z.string(), dueAt: z.string() });

/** Time passes in leaps while instances are killed; then every due date and every balance is gone through. */
export const standingOrders = async ({
  accounts,
  days,
  kills,
  log = () => undefined,
  ...place
}: StandingOrdersOptions): Promise<StandingOrdersResult> => {
  const banks: ClockedBank[] = [await startClockedBank(place, START), await startClockedBank(place, START)];
  const { store, close } = await openInstance(place);
  const addresses = () => banks.map(({ address }) => address);
  const orders = ordersOf(accounts);
  const ids = new Map<string, Order>();
  await each(orders, 8, async (order) => {
    const { from, isPoor } = order;
    await ask(addresses(), 'POST', '/accounts', { accountId: from, owner: from });
    if (!isPoor)
      await ask(addresses(), 'POST', `/accounts/${from}/deposits`, { amount: inEuro(INITIAL_CENTS) });
  });
  await each(orders, 8, async (order) => {
    const made = await ask(addresses(), 'POST', `/accounts/${order.from}/standing-orders`, {
      ...{ to: order.to, amount: inEuro(order.amount), every: order.every, startsAt: dayAfterStart(0) },
      endsAt: dayAfterStart(days - 1),
    });
    ids.set(z.object({ standingOrderId: z.string() }).parse(made).standingOrderId, order);
  });

  let day = 0;
  let killed = 0;
  const last = days + GRACE_DAYS;
  while (day < last || killed < kills) {
    day = Math.min(last, day + 1 + randomInt(LONGEST_STEP_DAYS));
    for (const bank of banks) bank.tell(dayAfterStart(day));
    await pause(randomInt(LONGEST_PAUSE_MS));
    if (killed * last > day * kills || killed >= kills) continue;
    killed += 1;
    const victim = banks.splice(randomInt(banks.length), 1)[0];
    await victim?.kill();
    banks.push(await startClockedBank(place, dayAfterStart(day)));
    log(`day ${day} of ${last}, ${killed} of ${kills} kills, position ${await store.head()}`);
  }

  const events: RecordedEvent[] = [];
  for (let head = -1, ended = 0; ended < orders.length;) {
    await pause(500);
    const now = await store.head();
    if (now === head) log(`${ended} of ${orders.length} orders have ended`);
    head = now;
    events.length = 0;
    for await (const event of store.read()) events.push(event);
    ended = events.filter(({ type }) => type === 'StandingOrderEnded').length;
  }
  const faults = [
    ...wrongDates(events, ids, days),
    ...(await wrongBalances(
      orders,
      days,
      async (account) =>
        z.object({ balance: z.string() }).parse(await ask(addresses(), 'GET', `/accounts/${account}`))
          .balance,
    )),
  ];
  const count = (wanted: string) => events.filter(({ type }) => type === wanted).length;
  const result = { paid: count('StandingOrderExecuted'), skipped: count('StandingOrderSkipped') };
  await Promise.all(banks.map((bank) => bank.kill()));
  await close();
  return { orders: ids.size, ...result, kills: killed, faults };
};

/** Orders whose due dates were not each settled once, in order, in the way that they should have been. */
const wrongDates = (
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

const wrongBalances = async (
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
