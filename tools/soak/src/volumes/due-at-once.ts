import { setTimeout as pause } from 'node:timers/promises';
import { depositMoney, getAccount, openAccount, openStandingOrder } from '@event-sourcing/service-clients';
import { answered } from '@event-sourcing/tools-kit';
import { type Phase, timed } from './phase';
import { Requests } from './requests';
import type { StackInUse } from './stack-in-use';

const WORKERS = 16;
/** Of an account, as many as it may have. */
const ORDERS_EACH = 100;
const RECEIVER = 'landlord';

/** Many standing orders of several payers, all due at one moment. */
export const dueAtOnce = (stack: StackInUse, orders: number, inMs: number): Promise<Phase> =>
  timed('standing orders due at once', async () => {
    const bank = stack.url('bank-command');
    const [opened, looks] = [new Requests(bank), new Requests(bank)];
    const { client } = opened;
    const payers = Math.ceil(orders / ORDERS_EACH);
    const open = async (accountId: string): Promise<void> => {
      await openAccount({ client, body: { accountId, owner: accountId } });
      await depositMoney({ client, path: { accountId }, body: { amount: '1000' } });
    };
    await open(RECEIVER);
    await opened.many(payers, WORKERS, (payer) => open(`tenant-${payer}`));
    const dueAt = Date.now() + inMs;
    const startsAt = new Date(dueAt).toISOString();
    const body = { to: RECEIVER, amount: '1', every: 'month', startsAt } as const;
    let accepted = 0;
    await opened.many(orders, WORKERS, async (index) => {
      const path = { accountId: `tenant-${index % payers}` };
      const { data } = await openStandingOrder({ client, path, body });
      if (data) accepted += 1;
    });
    const openedLateMs = Math.max(0, Date.now() - dueAt);
    await pause(Math.max(0, dueAt - Date.now()));
    const paid = async (): Promise<boolean> => {
      const { balance } = await answered(getAccount({ client: looks.client, path: { accountId: RECEIVER } }));
      return Number(balance) >= 1_000 + accepted;
    };
    const [first, giveUp] = [Date.now(), Date.now() + 300_000];
    while (!(await paid()) && Date.now() < giveUp) await pause(50);
    const paidAfterMs = Date.now() - first;
    // What it has no time for the bank refuses by name.
    const faults = [
      ...opened.others([201, 503]),
      ...(Date.now() < giveUp ? [] : [`Not each of ${accepted} orders was paid.`]),
    ];
    return {
      asked: { 'POST …/standing-orders': opened.report() },
      measured: { accepted, openedLateMs, paidAfterMs },
      faults,
    };
  });
