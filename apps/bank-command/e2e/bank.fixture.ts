import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { MongoClient } from 'mongodb';
import {
  type EventData,
  MongoEventStore,
  type ParkedItem,
  type ReactionRunner,
  type RecordedEvent,
} from '@event-sourcing/event-store';
import { reactionToken } from '@event-sourcing/event-store/nest';
import {
  startTestService,
  type TestAnswer,
  type TestClient,
  type TestService,
} from '@event-sourcing/service-chassis/testing';
import { bankCommand } from '../src/service';
import { type Clock, OTHER_CLOCK } from '../src/standing-orders';

/** Instances of bank-command on one database of their own. */
export interface Bank {
  /** Of the first instance. */
  readonly client: TestClient;
  readonly services: readonly TestService[];
  /** Of every instance. */
  readonly clients: readonly TestClient[];
  /** Everything that was ever written, in order. */
  log(): Promise<readonly RecordedEvent[]>;
  /** Writes a past that would take long over HTTP, in as few commits as there may be. */
  write(events: readonly EventData<string, object>[]): Promise<void>;
  /** The notices that were set aside, as soon as there are so many. */
  noticesParked(count: number): Promise<readonly ParkedItem[]>;
  /** Stops every instance and starts as many anew; what was done while there was none is done by the new ones. */
  restart(meanwhile?: () => void): Promise<TestClient>;
  stop(): Promise<void>;
}

const all = async <Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
};

/** As many as a log takes in one. */
const EVENTS_OF_A_COMMIT = 256;

/** Nothing listens there: notices wait, and the bank works on. */
const NOBODY = 'http://127.0.0.1:1';

export interface BankOptions {
  readonly instances?: number;
  /** Where notices go. */
  readonly messagesUrl?: string;
  /** The way that the instances take to the engine. */
  readonly way?: string;
  /** What time it is for standing orders; the server's time if not given. */
  readonly clock?: Clock;
  /** Beside what every test needs. */
  readonly environment?: Readonly<Record<string, string>>;
}

@Module({})
class ClockOfTest {}

@Module({})
class BankOfTest {}

/** The service, with another clock. */
const bankWith = (clock: Clock | undefined): typeof bankCommand => {
  if (clock === undefined) return bankCommand;
  const provided = { provide: OTHER_CLOCK, useValue: clock };
  const own = { module: ClockOfTest, global: true, providers: [provided], exports: [OTHER_CLOCK] };
  return { ...bankCommand, module: { module: BankOfTest, imports: [own, bankCommand.module] } };
};

export const engineUri = (): string => process.env.MONGODB_URI ?? '';

export const startBank = async ({
  instances = 1,
  messagesUrl = NOBODY,
  way = engineUri(),
  clock,
  environment: more = {},
}: BankOptions = {}): Promise<Bank> => {
  const dbName = `bank-command-${randomUUID()}`;
  const environment = { MONGODB_URI: way, BANK_DATABASE: dbName, MESSAGES_COMMAND_URL: messagesUrl, ...more };
  const services: TestService[] = [];
  const start = (): Promise<TestService> => startTestService(bankWith(clock), environment);
  for (let index = 0; index < instances; index += 1) services.push(await start());
  const [first] = services;
  if (first === undefined) throw new Error('A bank needs an instance.');
  const notices = first.app.get<ReactionRunner>(reactionToken('transfer-notices'), { strict: false });
  const mongo = await MongoClient.connect(engineUri());
  const store = await MongoEventStore.open(mongo, dbName);
  return {
    client: first.client,
    services,
    clients: services.map(({ client }) => client),
    log: () => all(store.read()),
    write: async (events) => {
      for (let from = 0; from < events.length; from += EVENTS_OF_A_COMMIT)
        await store.append({ events: events.slice(from, from + EVENTS_OF_A_COMMIT) });
    },
    noticesParked: async (count) => {
      await until(async () => (await notices.parked()).length >= count);
      return notices.parked();
    },
    restart: async (meanwhile) => {
      await Promise.all(services.splice(0).map((service) => service.stop()));
      meanwhile?.();
      for (let index = 0; index < instances; index += 1) services.push(await start());
      return (services[0] ?? first).client;
    },
    stop: async () => {
      await Promise.all(services.map((service) => service.stop()));
      await mongo.db(dbName).dropDatabase();
      await mongo.close();
    },
  };
};

/** Ends a wait for what does not come before the test's own time is over. */
const PATIENCE_IN_MS = 25_000;

/** Waits for a condition. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + PATIENCE_IN_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${holds.toString()}`);
    await pause(10);
  }
};

/** Opens an account that holds something. */
export const opened = async (
  client: TestClient,
  accountId: string,
  balance?: string,
  { owner = 'ann', currency = 'EUR' } = {},
): Promise<string> => {
  await succeeded(client.post('/accounts', { accountId, owner, currency }));
  if (balance !== undefined) {
    await succeeded(client.post(`/accounts/${accountId}/deposits`, { amount: balance }));
  }
  return accountId;
};

/** An answer that must be a success: what a test builds on. */
export const succeeded = async (asked: Promise<TestAnswer>): Promise<TestAnswer> => {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return answer;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member of an answer's body. */
export const member = ({ json, text }: TestAnswer, name: string): unknown => {
  if (!isObject(json)) throw new Error(`No object: ${text}`);
  return json[name];
};

/** A list in an answer's body, one member of each line. */
export const column = (answer: TestAnswer, list: string, name: string): readonly unknown[] => {
  const lines = member(answer, list);
  if (!Array.isArray(lines)) throw new Error(`No list ${list}: ${answer.text}`);
  return lines.map((line: unknown) => (isObject(line) ? line[name] : undefined));
};

/** A reaction as an instance tells of it. */
export const reactionAt = async (
  client: TestClient,
  wanted: string,
): Promise<Readonly<Record<string, unknown>>> => {
  const reactions = member(await succeeded(client.get('/reactions')), 'reactions');
  const found = Array.isArray(reactions) ? reactions.filter(isObject) : [];
  return found.find(({ name }) => name === wanted) ?? {};
};

export const balanceOf = async (client: TestClient, accountId: string): Promise<unknown> =>
  member(await succeeded(client.get(`/accounts/${accountId}`)), 'balance');

/** What makes a repeat recognisable as the first answer. */
export const essence = ({ status, text, headers }: TestAnswer) => ({
  status,
  text,
  position: headers.get('log-position'),
  location: headers.get('location'),
  etag: headers.get('etag'),
});
