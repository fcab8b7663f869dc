import { MongoClient } from 'mongodb';
import { Ledger } from '../contestants/ledger';
import { accountIds, amounts, deposit, metadata } from '../contestants/payload';
import { accountAndCents } from '../contestants/raw-log';
import { openBankStore } from '../contestants/store-log';
import { closedLoop } from '../load/closed-loop';
import { order, type Order, type Report } from './protocol';

// A process of its own that appends when it is told to, over the event store alone.
type Opened = Readonly<{ run(ms: number): Promise<Report>; end(): Promise<Report> }>;

const open = async ({
  uri,
  dbName,
  name,
  workers,
  sequenced,
}: Extract<Order, { kind: 'open' }>): Promise<Opened> => {
  const client = await MongoClient.connect(uri);
  const store = await openBankStore(client, dbName, sequenced);
  const [accounts, cents, ledger] = [accountIds(workers, name), amounts(), new Ledger()];
  return {
    run: async (ms) => {
      const before = process.cpuUsage();
      const { latencies, seconds } = await closedLoop(workers, ms, async (worker) => {
        const account = accounts[worker];
        if (account === undefined) return;
        const event = deposit(account, cents());
        await store.append({ events: [event], metadata: metadata() });
        ledger.add(...accountAndCents(event.data));
      });
      const { user, system } = process.cpuUsage(before);
      return { kind: 'ran', latencies: [...latencies], seconds, cpuSeconds: (user + system) / 1e6 };
    },
    end: async () => {
      await store.close();
      await client.close();
      return {
        kind: 'ended',
        events: ledger.events,
        cents: ledger.entries().map(([id, sum]) => [id, sum]),
      };
    },
  };
};

let opened: Opened | undefined;

const carryOut = async (message: unknown): Promise<Report> => {
  const told = order.parse(message);
  if (told.kind === 'open') {
    opened = await open(told);
    return { kind: 'ready' };
  }
  if (opened === undefined) throw new Error('Told to work before a log was opened.');
  return told.kind === 'run' ? opened.run(told.ms) : opened.end();
};

process.on('message', (message) => {
  void carryOut(message).then((answer) =>
    process.send?.(answer, () => {
      if (answer.kind === 'ended') process.disconnect();
    }),
  );
});
