import { expect, it } from '@jest/globals';
import {
  type AccountId,
  accountId,
  accountOpened,
  currency,
  moneyDeposited,
  standingOrderId,
  standingOrderOpened,
  transactionId,
} from '@event-sourcing/bank-domain';
import { userId } from '@event-sourcing/domain-kernel';
import { MemoryCommits, memoryStore } from '@event-sourcing/event-store/testing';
import { ListStandingOrdersHandler } from './list-standing-orders.handler';
import { ListStandingOrders } from './list-standing-orders.query';

const EUR = currency.parse('EUR');
const MOVEMENTS = 500;
const [payer, shop] = [accountId.parse('payer'), accountId.parse('shop')];

const opened = (id: AccountId) => accountOpened({ accountId: id, owner: userId.parse('ann'), currency: EUR });
const deposit = (index: number) =>
  moneyDeposited({
    transactionId: transactionId.parse(`t${index}`),
    accountId: shop,
    amount: '1.00',
    currency: EUR,
  });
const order = standingOrderOpened({
  standingOrderId: standingOrderId.parse('order-1'),
  owner: userId.parse('ann'),
  ...{ from: payer, to: shop, amount: '1.00', currency: EUR, every: 'month' },
  ...{ startsAt: '2030-01-01T00:00:00.000Z', timeZone: 'UTC' },
});

it('a list of standing orders reads nothing of what has moved on the accounts that they pay', async () => {
  const commits = new MemoryCommits();
  const events = [
    opened(payer),
    opened(shop),
    order,
    ...Array.from({ length: MOVEMENTS }, (_, index) => deposit(index)),
  ];
  const writer = await memoryStore(commits);
  for (const event of events) await writer.append({ events: [event] });
  const store = await memoryStore(commits, { windowEvents: 1 });
  const { storage } = store.log;
  const scan = storage.scan.bind(storage);
  let read = 0;
  storage.scan = async function* (...asked: Parameters<typeof scan>) {
    for await (const page of scan(...asked)) {
      read += page.length;
      yield page;
    }
  };
  const page = { order: 'asc', limit: 50, cursor: undefined } as const;
  const caller = { scopes: new Set<string>(), isAdmin: true };
  const { items } = await new ListStandingOrdersHandler(store).execute(
    new ListStandingOrders(payer, page, caller),
  );
  expect(items).toMatchObject([{ standingOrderId: 'order-1', to: 'shop' }]);
  expect(read).toBeLessThan(10);
});
