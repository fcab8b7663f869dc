import { MongoClient } from 'mongodb';
import type { z } from 'zod';
import { accountIds, amounts, deposit } from '../contestants/payload';
import { StoreLog } from '../contestants/store-log';
import { closedLoop } from '../load/closed-loop';
import { appenderOrder, appenderTurn } from './appender-order';

const open = async ({ uri, dbName, name, workers, sequenced }: z.output<typeof appenderOrder>) => {
  const client = await MongoClient.connect(uri);
  const log = await StoreLog.open({ client, db: client.db(dbName) }, sequenced);
  const [accounts, cents] = [accountIds(workers, name), amounts()];
  const append = async (worker: number): Promise<void> => {
    const account = accounts[worker];
    if (account !== undefined) await log.append([deposit(account, cents())]);
  };
  return async (ms: number): Promise<object> => {
    if (ms > 0) return { ...(await closedLoop(workers, ms, append)), events: 0, cents: [] };
    await log.store.close();
    await client.close();
    return { latencies: [], seconds: 0, events: log.ledger.events, cents: log.ledger.entries() };
  };
};

// A process of its own, over the event store alone.
process.once('message', (order) => {
  void open(appenderOrder.parse(order)).then((append) => {
    process.on('message', (turn) => {
      void append(appenderTurn.parse(turn).ms).then((answer) => process.send?.(answer));
    });
    process.send?.({});
  });
});
process.on('disconnect', () => process.exit());
