import {
  accountOpened,
  moneyDeposited,
  type AccountOpened,
  type MoneyDeposited,
} from '@event-sourcing/bank-domain';
import {
  defineProjection,
  openProjection,
  readModel,
  Subscriptions,
  type MongoEventStore,
} from '@event-sourcing/event-store';
import type { Db } from 'mongodb';
import { perSecond } from './latencies';

const NAME = 'scale-rebuild';
const SILENT = { log: () => undefined, warn: () => undefined };

interface Life {
  readonly movements: number;
}

interface Day {
  readonly opened: number;
  readonly deposited: number;
}

type Projected = AccountOpened | MoneyDeposited;

/** One document for each entity, and one for each day. */
const projection = (name: string) =>
  defineProjection({
    name,
    version: 1,
    query: { items: [{ types: [accountOpened.type, moneyDeposited.type] }] },
    models: {
      lives: readModel<Life, Projected>({
        keys: ({ data }) => [data.accountId],
        evolve: (life) => ({ movements: (life?.movements ?? 0) + 1 }),
      }),
      days: readModel<Day, Projected>({
        keys: ({ recordedAt }) => [recordedAt.toISOString().slice(0, 10)],
        evolve: (day, { type }) => ({
          opened: (day?.opened ?? 0) + (type === 'AccountOpened' ? 1 : 0),
          deposited: (day?.deposited ?? 0) + (type === 'MoneyDeposited' ? 1 : 0),
        }),
      }),
    },
  });

/** Fills two read models from the start of the log to its end. @returns events a second */
export const measureRebuild = async (store: MongoEventStore, signal: AbortSignal): Promise<number> => {
  await forget(store.db);
  const subscriptions = await Subscriptions.open(store, { logger: SILENT });
  try {
    const head = await store.head();
    const runner = await openProjection(subscriptions, projection(`${NAME}-${head}`));
    const rate = await perSecond(head, () => runner.catchUp({ signal }));
    signal.throwIfAborted();
    return rate;
  } finally {
    await subscriptions.close();
    await forget(store.db);
  }
};

/** Also what a run left behind that was ended. */
const forget = async (db: Db): Promise<void> => {
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (name.startsWith(NAME)) await db.dropCollection(name);
  }
};
