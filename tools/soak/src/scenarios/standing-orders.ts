import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RecordedEvent } from '@event-sourcing/event-store';
import { depositMoney, getAccount, openAccount, openStandingOrder } from '@event-sourcing/service-clients';
import { answered, serviceClient } from '@event-sourcing/tools-kit';
import { dayAfterStart, type Every, START } from '../calendar';
import { openInstance, type Place } from '../instance';
import { type ClockedBank, startClockedBank } from '../processes/clocked-bank';
import { INITIAL_CENTS, inEuro, type Order, wrongBalances, wrongDates } from './standing-orders-check';

export interface StandingOrdersOptions extends Place {
  /** From 3; the last twentieth of them have no money. */
  readonly accounts: number;
  readonly days: number;
  readonly kills: number;
  readonly log?: (line: string) => void;
}

const GRACE_DAYS = 4;
const LONGEST_STEP_DAYS = 10;
const LONGEST_PAUSE_MS = 500;
const EVERY: readonly Every[] = ['day', 'week', 'month'];

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

/** Time passes in leaps while instances are killed; then every due date and every balance is gone through. */
export const standingOrders = async ({
  accounts,
  days,
  kills,
  log = () => undefined,
  ...place
}: StandingOrdersOptions) => {
  const banks: ClockedBank[] = [await startClockedBank(place, START), await startClockedBank(place, START)];
  const { store, close } = await openInstance(place);
  // The banks change: whoever asks takes those that run.
  const running = () => serviceClient(banks.map(({ address }) => address));
  const orders = ordersOf(accounts);
  const ids = new Map<string, Order>();
  for (const { from, isPoor } of orders) {
    await answered(openAccount({ client: running(), body: { accountId: from, owner: from } }));
    if (isPoor) continue;
    const [path, body] = [{ accountId: from }, { amount: inEuro(INITIAL_CENTS) }];
    await answered(depositMoney({ client: running(), path, body }));
  }
  for (const order of orders) {
    const { from, to, amount, every } = order;
    const times = {
      startsAt: dayAfterStart(0).toISOString(),
      endsAt: dayAfterStart(days - 1).toISOString(),
    };
    const body = { to, amount: inEuro(amount), every, ...times };
    const made = await answered(openStandingOrder({ client: running(), path: { accountId: from }, body }));
    ids.set(made.standingOrderId, order);
  }

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
    // Patience counts from when something could first be tried: some more days pass.
    day += 1;
    for (const bank of banks) bank.tell(dayAfterStart(day));
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
      async (accountId) => (await answered(getAccount({ client: running(), path: { accountId } }))).balance,
    )),
  ];
  const count = (wanted: string) => events.filter(({ type }) => type === wanted).length;
  const result = { paid: count('StandingOrderExecuted'), skipped: count('StandingOrderSkipped') };
  await Promise.all(banks.map((bank) => bank.kill()));
  await close();
  return { orders: ids.size, ...result, kills: killed, faults };
};
