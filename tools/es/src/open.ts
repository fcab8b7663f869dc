import { storedDataAt, withStoredData } from '@event-sourcing/engine';
import {
  type EventLogOptions,
  type EventStore,
  inspectLog,
  isEventStoreError,
  MongoEventStore,
  Subscriptions,
} from '@event-sourcing/event-store';
import { ToolError } from '@event-sourcing/tools-kit';
import type { MongoClient } from 'mongodb';

/** Where a log is, as the command line says it. */
export interface Place {
  readonly db: string;
  readonly uri?: string | undefined;
  readonly data?: string | undefined;
  /** Where a server is tried; absent: in the log's database. */
  readonly scratchDatabase?: string | undefined;
}

type LookOptions = Pick<EventLogOptions, 'eventTypes'>;

/** Connects to the database of a log; what the store refuses is told in its own words. */
export const withDatabase = <Result>(
  { uri, data }: Omit<Place, 'db'>,
  use: (client: MongoClient) => Promise<Result>,
): Promise<Result> =>
  // What it says of an engine that it starts is not part of the answer.
  withStoredData(
    storedDataAt({ uri, data }),
    (line) => console.error(line),
    (client) => use(client).catch(inOurWords),
  );

/** Opens a log to read it: nothing is made there. */
export const withLog = <Result>(
  place: Place,
  use: (store: EventStore, client: MongoClient) => Promise<Result>,
  options: LookOptions = {},
): Promise<Result> =>
  withDatabase(place, async (client) => {
    const store = await lookAt(client, place.db, options);
    return use(store, client).finally(() => store.close());
  });

/** Opens a log to write to it; one that is not there is not made. */
export const withStore = <Result>(
  place: Place,
  use: (store: MongoEventStore) => Promise<Result>,
  options: LookOptions = {},
): Promise<Result> =>
  withDatabase(place, async (client) => {
    await lookAt(client, place.db, options);
    const { db, scratchDatabase = db } = place;
    const store = await MongoEventStore.open(client, db, { ...options, scratchDatabase });
    return use(store).finally(() => store.close());
  });

/** Opens what reads a log, to operate it. */
export const withSubscriptions = <Result>(
  place: Place,
  use: (subscriptions: Subscriptions) => Promise<Result>,
): Promise<Result> =>
  withStore(place, async (store) => {
    const subscriptions = await Subscriptions.open(store);
    return use(subscriptions).finally(() => subscriptions.close());
  });

/** @throws ToolError `no-data` when the database holds no log */
export const lookAt = async (
  client: MongoClient,
  db: string,
  options: LookOptions = {},
): Promise<EventStore> => {
  const store = await inspectLog(client, db, options);
  if (store) return store;
  throw new ToolError('no-data', `There is no log in the database "${db}". Name it with --db.`);
};

const inOurWords = (error: unknown): never => {
  if (!isEventStoreError(error)) throw error;
  throw new ToolError('refused', `${error.code}: ${error.message}`, { cause: error });
};
