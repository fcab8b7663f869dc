import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { EventData, Position } from '../contract';
import { MongoEventStore, type EventStoreOptions } from '../mongo-event-store';
import type { SubscriptionOptions } from './options';
import { Subscriptions } from './subscriptions';

/** An instance of a service: a client, a store and subscriptions of its own. */
export interface Instance {
  readonly store: MongoEventStore;
  readonly subscriptions: Subscriptions;
  readonly messages: string[];
}

/** A log in a database of its own, and instances on it. */
export class LogFixture {
  readonly dbName = `subscriptions-${randomUUID()}`;
  readonly #clients: MongoClient[] = [];
  readonly #instances: Instance[] = [];

  async instance(
    options: Partial<SubscriptionOptions> = {},
    storeOptions: EventStoreOptions = {},
    uri = process.env.MONGODB_URI ?? '',
  ): Promise<Instance> {
    const client = await MongoClient.connect(uri);
    this.#clients.push(client);
    const store = await MongoEventStore.open(client, this.dbName, storeOptions);
    const messages: string[] = [];
    const logger = {
      log: (text: string) => messages.push(text),
      warn: (text: string) => messages.push(text),
    };
    const subscriptions = await Subscriptions.open(store, {
      leaseMs: 1_000,
      waitMs: 50,
      retry: { firstMs: 5, maxMs: 50 },
      logger,
      ...options,
    });
    const instance = { store, subscriptions, messages };
    this.#instances.push(instance);
    return instance;
  }

  async close(): Promise<void> {
    await Promise.all(this.#instances.map(({ subscriptions }) => subscriptions.close()));
    await this.#instances[0]?.store.db.dropDatabase();
    await Promise.all(this.#clients.map((client) => client.close()));
  }
}

/** Something was counted for a key. */
export type Counted = EventData<'Counted', { readonly key: string; readonly by: number }>;

export const counted = (key: string, by = 1): Counted => ({
  type: 'Counted',
  version: 1,
  tags: [`key:${key}`],
  data: { key, by },
});

/** Something that the tests' subscriptions do not ask for. */
export const other = (): EventData => ({ type: 'Other', version: 1, tags: [], data: {} });

/** Appends each list as one commit. @returns the head */
export const append = async (
  { store }: Pick<Instance, 'store'>,
  ...commits: readonly (readonly EventData<string, object>[])[]
): Promise<Position> => {
  for (const events of commits) await store.append({ events });
  return store.log.tail.head;
};

/** Waits until what is expected holds. */
export const eventually = async (expectation: () => unknown, withinMs = 15_000): Promise<void> => {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
};
