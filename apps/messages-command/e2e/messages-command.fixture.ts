import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { MongoEventStore, type RecordedEvent } from '@event-sourcing/event-store';
import { startTestService, type TestClient, type TestService } from '@event-sourcing/service-chassis/testing';
import { messagesCommand } from '../src/service';

/** Copies of messages-command on one database of their own. */
export interface MessagesCommand {
  readonly services: readonly TestService[];
  /** A client of each copy. */
  readonly clients: readonly TestClient[];
  /** Everything that was ever written, in order. */
  log(): Promise<readonly RecordedEvent[]>;
  stop(): Promise<void>;
}

const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
};

export const engineUri = (): string => process.env.MONGODB_URI ?? '';

/**
 * @param copies how many of them
 * @param way the way that they take to the engine
 * @param more of the environment, beside what every test needs
 */
export const startMessagesCommand = async (
  copies = 1,
  way = engineUri(),
  more: Readonly<Record<string, string>> = {},
): Promise<MessagesCommand> => {
  const dbName = `messages-command-${randomUUID()}`;
  const environment = { MONGODB_URI: way, MESSAGES_DATABASE: dbName, ...more };
  const services: TestService[] = [];
  for (let copy = 0; copy < copies; copy += 1) {
    services.push(await startTestService(messagesCommand, environment));
  }
  const client = await MongoClient.connect(engineUri());
  const store = await MongoEventStore.open(client, dbName);
  return {
    services,
    clients: services.map((service) => service.client),
    log: () => all(store.read()),
    stop: async () => {
      for (const service of services) await service.stop();
      await client.db(dbName).dropDatabase();
      await client.close();
    },
  };
};
