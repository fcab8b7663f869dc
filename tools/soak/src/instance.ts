import { MongoEventStore, type SubscriptionOptions, Subscriptions } from '@event-sourcing/event-store';
import { MongoClient } from 'mongodb';

/** Where the log of a soak is. */
export interface Place {
  readonly uri: string;
  readonly dbName: string;
}

/** An instance of a service: a connection, a store and subscriptions of its own. */
export interface Instance {
  readonly store: MongoEventStore;
  readonly subscriptions: Subscriptions;
  /** What it logged. */
  readonly lines: readonly string[];
  readonly close: () => Promise<void>;
}

export const openInstance = async (
  { uri, dbName }: Place,
  options: Partial<SubscriptionOptions> = {},
): Promise<Instance> => {
  const client = await MongoClient.connect(uri);
  const store = await MongoEventStore.open(client, dbName);
  const lines: string[] = [];
  const logger = { log: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
  const subscriptions = await Subscriptions.open(store, { logger, ...options });
  return {
    store,
    subscriptions,
    lines,
    close: async () => {
      await subscriptions.close();
      await store.close();
      await client.close();
    },
  };
};

/** Resolves when a projection or a reaction has come to a position, however long it takes. */
export const untilAt = async (
  runner: { tryWaitFor(position: number, options: { timeoutMs: number }): Promise<number> },
  position: number,
): Promise<void> => {
  while ((await runner.tryWaitFor(position, { timeoutMs: 1_000 })) < position);
};
