import type { MoneyDeposited } from '@event-sourcing/bank-domain';
import type { CommitMetadata, EventData } from '@event-sourcing/event-store';
import type { Collection, Db, OptionalId } from 'mongodb';
import { expectSame } from '../bench-error';
import { DURABLE } from './durability';
import { centsOf, Ledger } from './ledger';

/** One event as a document of its own. */
export interface EventDocument {
  readonly position: number;
  readonly recordedAt: Date;
  readonly type: string;
  readonly version: number;
  readonly tags: readonly string[];
  readonly data: object;
  readonly metadata: CommitMetadata;
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

export const eventDocument = (
  position: number,
  { type, version, tags, data }: EventData<string, object>,
  metadata: CommitMetadata,
): OptionalId<EventDocument> => ({ position, recordedAt: new Date(), type, version, tags, data, metadata });

/** Adds up what lies in a collection of one document per event. */
export const ledgerOfRaw = async (who: string, events: Collection<EventDocument>): Promise<Ledger> => {
  const ledger = new Ledger();
  const cursor = events.find({}, { projection: { _id: 0, position: 1, data: 1 } }).sort({ position: 1 });
  for await (const { position, data } of cursor) {
    expectSame(`${who}: position`, position, ledger.events + 1);
    ledger.add(...accountAndCents(data));
  }
  return ledger;
};

/** What a deposit's data says, read without the code that wrote it. */
export const accountAndCents = (data: object): readonly [string, number] => {
  const accountId = 'accountId' in data ? String(data.accountId) : '';
  return [accountId, 'amount' in data ? centsOf(String(data.amount)) : Number.NaN];
};

/** The raw driver: one document per event under the same indexes, numbered in the process, without any promise. */
export class RawLog {
  readonly #ledger = new Ledger();
  #position = 0;

  private constructor(readonly events: Collection<EventDocument>) {}

  static async open(db: Db): Promise<RawLog> {
    return new RawLog(await openRawEvents(db));
  }

  async insertOne(event: MoneyDeposited, metadata: CommitMetadata): Promise<void> {
    await this.events.insertOne(eventDocument((this.#position += 1), event, metadata), DURABLE);
    this.#ledger.add(...accountAndCents(event.data));
  }

  async insertMany(events: readonly (readonly [MoneyDeposited, CommitMetadata])[]): Promise<void> {
    const documents = events.map(([event, metadata]) =>
      eventDocument((this.#position += 1), event, metadata),
    );
    await this.events.insertMany(documents, { ordered: true, ...DURABLE });
    for (const [{ data }] of events) this.#ledger.add(...accountAndCents(data));
  }

  async check(): Promise<void> {
    this.#ledger.expectStored('raw driver', await ledgerOfRaw('raw driver', this.events));
  }
}
