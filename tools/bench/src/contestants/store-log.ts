import { bankEventTypes, type MoneyDeposited } from '@event-sourcing/bank-domain';
import {
  MongoEventStore,
  type AppendCondition,
  type Commit,
  type CommitMetadata,
} from '@event-sourcing/event-store';
import type { Db, MongoClient } from 'mongodb';
import { expectSame } from '../bench-error';
import { Ledger } from './ledger';
import { accountAndCents } from './raw-log';
import { storedCommits } from './stored-commits';

/** The event store as the bank opens it: everything that is appended is validated. */
export const openBankStore = (
  client: MongoClient,
  dbName: string,
  sequenced = false,
): Promise<MongoEventStore> =>
  MongoEventStore.open(client, dbName, {
    eventTypes: bankEventTypes,
    ...(sequenced && { sequencer: { host: '127.0.0.1' } }),
  });

/** Adds up the deposits that lie in a log, read without the code that wrote them. */
export const ledgerOfStore = async (who: string, db: Db): Promise<Ledger> => {
  const ledger = new Ledger();
  const commits = storedCommits(db)
    .find({}, { projection: { _id: 0, position: 1, 'events.type': 1, 'events.data': 1 } })
    .sort({ position: 1 });
  let next = 1;
  for await (const { position, events } of commits) {
    expectSame(`${who}: position`, position, next);
    next += events.length;
    for (const { data } of events) ledger.add(...accountAndCents(data));
  }
  return ledger;
};

/** The event store, and what it acknowledged. */
export class StoreLog {
  readonly #ledger = new Ledger();

  private constructor(
    readonly store: MongoEventStore,
    private readonly db: Db,
  ) {}

  static async open(client: MongoClient, db: Db): Promise<StoreLog> {
    return new StoreLog(await openBankStore(client, db.databaseName), db);
  }

  async append(
    events: readonly MoneyDeposited[],
    metadata: CommitMetadata,
    condition?: AppendCondition,
  ): Promise<Commit> {
    const { commit } = await this.store.append({ events, metadata, ...(condition && { condition }) });
    for (const { data } of events) this.#ledger.add(...accountAndCents(data));
    return commit;
  }

  async check(): Promise<void> {
    await this.store.close();
    this.#ledger.expectStored('event store', await ledgerOfStore('event store', this.db));
  }
}
