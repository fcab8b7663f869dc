import { MongoClient } from 'mongodb';
import { accountIds, amounts, deposit } from '../contestants/payload';
import { StoreLog } from '../contestants/store-log';
import { closedLoop } from '../load/closed-loop';
import { order, type Order, type Ran } from './protocol';

// A process of its own that appends when it is told to, over the event store alone.
const open = async ({ uri, dbName, name, workers, sequenced }: Extract<Order, { kind: 'open' }>) => {
  const client = await MongoClient.connect(uri);
  const log = await StoreLog.open({ client, db: client.db(dbName) }, sequenced);
  const [accounts, cents] = [accountIds(workers, name), amounts()];
  return {
    run: async (ms: number): Promise<Ran> => {
      const before = process.cpuUsage();
      const { latencies, seconds } = await closedLoop(workers, ms, async (worker) => {
        const account = accounts[worker];
        if (account !== undefined) await log.append([deposit(account, cents())]);
      });
      const { user, system } = process.cpuUsage(before);
      return { latencies: [...latencies], seconds, cpuSeconds: (user + system) / 1e6 };
    },
    end: async (): Promise<object> => {
      await log.store.close();
      await client.close();
      return { events: log.ledger.events, cents: log.ledger.entries() };
    },
  };
};

let opened: Awaited<ReturnType<typeof open>> | undefined;

const carryOut = async (told: Order): Promise<object> => {
  if (told.kind === 'open') {
    opened = await open(told);
    return {};
  }
  if (opened === undefined) throw new Error('Told to work before a log was opened.');
  return told.kind === 'run' ? opened.run(told.ms) : opened.end();
};

process.on('message', (message) => {
  const told = order.parse(message);
  void carryOut(told).then((answer) =>
    process.send?.(answer, () => {
      if (told.kind === 'end') process.disconnect();
    }),
  );
});
