import type { MoneyDeposited } from '@event-sourcing/bank-domain';
import type { CommitMetadata } from '@event-sourcing/event-store';
import { MongoServerError, type Collection, type Db } from 'mongodb';
import { DECISIVE, DURABLE } from './durability';
import { Ledger } from './ledger';
import { accountAndCents, eventDocument, ledgerOfRaw, openRawEvents, type EventDocument } from './raw-log';

const DUPLICATE_KEY = 11_000;

/** The classic algorithm: read the highest number, insert the next, retry on a duplicate. */
export class ClassicLog {
  readonly #ledger = new Ledger();
  #known = 0;

  private constructor(readonly events: Collection<EventDocument>) {}

  static async open(db: Db): Promise<ClassicLog> {
    return new ClassicLog(await openRawEvents(db));
  }

  async append(event: MoneyDeposited, metadata: CommitMetadata): Promise<void> {
    for (;;) {
      const next = (await this.#highest()) + 1;
      try {
        await this.events.insertOne(eventDocument(next, event, metadata), DURABLE);
        return this.#ledger.add(...accountAndCents(event.data));
      } catch (error) {
        if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
      }
    }
  }

  async check(): Promise<void> {
    this.#ledger.expectStored('classic', await ledgerOfRaw('classic', this.events));
  }

  /** From the last known number on: the embedded engine would walk the whole index otherwise. */
  async #highest(): Promise<number> {
    const [last] = await this.events
      .find({ position: { $gte: this.#known } }, { ...DECISIVE, projection: { position: 1 } })
      .sort({ position: -1 })
      .limit(1)
      .toArray();
    this.#known = Math.max(this.#known, last?.position ?? 0);
    return this.#known;
  }
}
