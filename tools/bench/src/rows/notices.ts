import { performance } from 'node:perf_hooks';
import { randomUUID } from 'node:crypto';
import {
  account,
  accountId,
  bankEventTypes,
  moneyTransferred,
  recordedCurrency,
  transactionId,
  type AccountId,
  type MoneyTransferred,
} from '@event-sourcing/bank-domain';
import { MongoEventStore, openReaction, type Reaction, Subscriptions } from '@event-sourcing/event-store';
import { expectSame } from '../expect-same';
import { fundAccounts } from '../contestants/payload';
import { fillLog, openBankStore } from '../contestants/store-log';
import type { Bench } from '../harness/bench';
import { ratio, single, type Contestant } from '../harness/row';

const MOVEMENTS = 20_000;
const NOTICES = 500;
const SILENT = { log: () => undefined, warn: () => undefined };
const EUR = recordedCurrency.parse('EUR');

const transfer = (from: AccountId, to: AccountId): MoneyTransferred =>
  moneyTransferred({
    transactionId: transactionId.parse(randomUUID()),
    from,
    to,
    amount: '1.00',
    currency: EUR,
  });

/** What the bank does for each transfer, but for the call to messages-command, which takes as long for every account. */
const notices = (name: string, told: string[]): Reaction<MoneyTransferred> => ({
  name,
  startFrom: 'now',
  query: { items: [{ types: [moneyTransferred.type] }] },
  key: ({ data }) => data.to,
  react: async ({ data }, context) => {
    const receiver = await context.stateAt(account(data.to));
    if (receiver.status === 'open') told.push(receiver.owner);
  },
});

const open = async (bench: Bench): Promise<readonly Contestant[]> => {
  const own = await bench.database();
  const movements = Math.min(MOVEMENTS, bench.sizes.logEvents);
  const count = bench.sizes.scaled(NOTICES);
  const [payer, long] = [accountId.parse('payer'), accountId.parse('long')];
  const writer = await openBankStore(own);
  await fundAccounts(writer, [payer, long]);
  await fillLog(own, [long], movements);
  // As behind an outage: what is to be told lies outside of the window.
  const store = await MongoEventStore.open(own.client, own.db.databaseName, {
    eventTypes: bankEventTypes,
    windowEvents: 10,
  });
  const subscriptions = await Subscriptions.open(store, { logger: SILENT });
  bench.atEnd(async () => {
    await subscriptions.close();
    await Promise.all([store.close(), writer.close()]);
  });
  let runs = 0;
  const telling = (name: string, receiverOf: (run: number) => Promise<AccountId>): Contestant => ({
    name,
    run: async () => {
      const run = (runs += 1);
      const receiver = await receiverOf(run);
      const told: string[] = [];
      const runner = await openReaction(subscriptions, notices(`notices-${run}`, told));
      for (let sent = 0; sent < count; sent += 1)
        await writer.append({ events: [transfer(payer, receiver)] });
      const begin = performance.now();
      await runner.catchUp();
      const seconds = (performance.now() - begin) / 1_000;
      expectSame('notices', told.length, count);
      await subscriptions.end(runner);
      return { operations: count, rate: count / seconds };
    },
  });
  return [
    telling('a long account', async () => long),
    telling('a fresh account', async (run) => {
      const fresh = accountId.parse(`fresh-${run}`);
      await fundAccounts(writer, [fresh]);
      return fresh;
    }),
  ];
};

export const noticesBacklog = single({
  name: 'notices',
  title: 'notices of a backlog to an account with 20,000 movements',
  against: 'the same to a fresh account',
  measures: [ratio('rate', 'notices', '/s', { atLeast: 0.8 })],
  open,
});
