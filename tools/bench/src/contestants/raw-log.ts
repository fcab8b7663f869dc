import type { MoneyDeposited } from '@event-sourcing/bank-domain';
import type { EventData } from '@event-sourcing/event-store';
import { MongoServerError, type Collection, type Db, type OptionalId } from 'mongodb';
import type { OpenLog } from './appending';
import { Ledger } from './ledger';
import { metadata } from './payload';

/** Durable on a majority: what every contestant waits for. */
export const DURABLE = { writeConcern: { w: 'majority', j: true } } as const;

/** Seen by a majority, on the primary. */
export const DECISIVE = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;

/** One event as a document of its own. */
interface EventDocument {
  readonly position: number;
  readonly recordedAt: Date;
  readonly type: string;
  readonly version: number;
  readonly tags: readonly string[];
  readonly data: object;
  readonly metadata: object;
}

export const openRawEvents = async (db: Db): Promise<Collection<EventDocument>> => {
  const events = db.collection<EventDocument>('events');
  await events.createIndexes([
    { key: { position: 1 }, unique: true },
    { key: { tags: 1, position: 1 } },
    { key: { type: 1, position: 1 } },
  ]);
  return events;
};

/** An event as a request from outside would have it stored. */
export const eventDocument = (
  position: number,
  { type, version, tags, data }: EventData<string, object>,
): OptionalId<EventDocument> => ({
  ...{ position, recordedAt: new Date(), type, version, tags, data },
  metadata: metadata(),
});

/** Adds up what lies in a collection of one document per event, and compares. */
const expectStored = async (
  who: string,
  ledger: Ledger,
  events: Collection<EventDocument>,
): Promise<void> => {
  const stored = events.find().sort({ position: 1 });
  ledger.expectStored(who, await Ledger.ofStored(stored.map((one) => ({ ...one, events: [one] }))));
};

/** The raw driver: one document per event under the same indexes, numbered in the process, without any promise. */
export const openRawLog: OpenLog = async ({ db }) => {
  const [events, ledger] = [await openRawEvents(db), new Ledger()];
  let last = 0;
  return {
    append: async (deposits) => {
      const documents = deposits.map((deposit) => eventDocument((last += 1), deposit));
      const [only] = documents;
      await (documents.length === 1 && only
        ? events.insertOne(only, DURABLE)
        : events.insertMany(documents, { ordered: true, ...DURABLE }));
      for (const { data } of deposits) ledger.add(data);
    },
    check: () => expectStored('raw driver', ledger, events),
  };
};

const DUPLICATE_KEY = 11_000;

/** The classic algorithm, one event at a time: read the highest number, insert the next, retry on a duplicate. */
export const openClassicLog: OpenLog = async ({ db }) => {
  const [events, ledger] = [await openRawEvents(db), new Ledger()];
  let known = 0;
  /** From the last known number on: the embedded engine would walk the whole index otherwise. */
  const highest = async (): Promise<number> => {
    const [last] = await events
      .find({ position: { $gte: known } }, { ...DECISIVE, projection: { position: 1 } })
      .sort({ position: -1 })
      .limit(1)
      .toArray();
    return (known = Math.max(known, last?.position ?? 0));
  };
  const append = async (deposit: MoneyDeposited): Promise<void> => {
    try {
      await events.insertOne(eventDocument((await highest()) + 1, deposit), DURABLE);
      ledger.add(deposit.data);
    } catch (error) {
      if (!(error instanceof MongoServerError && error.code === DUPLICATE_KEY)) throw error;
      await append(deposit);
    }
  };
  return {
    append: async (deposits) => {
      for (const deposit of deposits) await append(deposit);
    },
    check: () => expectStored('classic', ledger, events),
  };
};
