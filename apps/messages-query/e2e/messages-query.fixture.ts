import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { MongoEventStore } from '@event-sourcing/event-store';
import {
  type LogLine,
  startTestService,
  type TestClient,
  type TestService,
} from '@event-sourcing/service-chassis/testing';
import { messagesQuery } from '../src/service';
import { type MessagesWriter, messagesWriter } from './messages-writer.fixture';

/** Copies of messages-query on one database of their own, and what writes the log that they show. */
export interface MessagesQuery {
  readonly services: readonly TestService[];
  /** The first copy's. */
  readonly client: TestClient;
  readonly store: MongoEventStore;
  readonly write: MessagesWriter;
  stop(): Promise<void>;
}

const firstOf = (services: readonly TestService[]): TestService => {
  const [first] = services;
  if (first === undefined) throw new Error('At least one copy is needed.');
  return first;
};

export const engineUri = (): string => process.env.MONGODB_URI ?? '';

/**
 * @param copies how many of them
 * @param way the way that they take to the engine
 * @param more of the environment, beside what every test needs
 * @param logged takes the lines of their logs, from the start on
 */
export const startMessagesQuery = async (
  copies = 1,
  way = engineUri(),
  more: Readonly<Record<string, string>> = {},
  logged: LogLine[] = [],
): Promise<MessagesQuery> => {
  const dbName = `messages-query-${randomUUID()}`;
  const environment = { MONGODB_URI: way, MESSAGES_DATABASE: dbName, ...more };
  const services: TestService[] = [];
  for (let copy = 0; copy < copies; copy += 1) {
    services.push(await startTestService(messagesQuery, environment, logged));
  }
  const client = await MongoClient.connect(engineUri());
  const store = await MongoEventStore.open(client, dbName);
  return {
    services,
    client: firstOf(services).client,
    store,
    write: messagesWriter(store),
    stop: async () => {
      for (const service of services) await service.stop();
      await store.close();
      await client.db(dbName).dropDatabase();
      await client.close();
    },
  };
};
