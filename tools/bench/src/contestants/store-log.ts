import { bankEventTypes, type AccountId, type MoneyDeposited } from '@event-sourcing/bank-domain';
import { MongoEventStore, type AppendCondition, type Commit } from '@event-sourcing/event-store';
import type { Collection, Db } from 'mongodb';
import { expectSame } from '../expect-same';
import type { OwnDatabase } from '../harness/bench';
import type { DepositLog } from './deposit-log';
import { Ledger } from './ledger';
import { amounts, deposit, metadata } from './payload';

type Where = Pick<OwnDatabase, 'client' | 'db'>;

/** The event store as the bank opens it: everything that is appended is validated. */
export const openBankStore = ({ client, db }: Where, sequenced = false): Promise<MongoEventStore> =>
  MongoEventStore.open(client, db.databaseName, {
    eventTypes: bankEventTypes,
    ...(sequenced && { sequencer: { host: '127.0.0.1' } }),
  });

/** A commit, as far as the raw driver's contestants look at it. */
export interface StoredCommit {
  readonly _id: string;
  readonly position: number;
  readonly events: readonly { readonly type: string; readonly data: object }[];
}

export const storedCommits = (db: Db): Collection<StoredCommit> => db.collection<StoredCommit>('commits');

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
    for (const { data } of events) ledger.add(data);
  }
  return ledger;
};

/** The event store, and what it acknowledged. */
export class StoreLog implements DepositLog {
  readonly ledger = new Ledger();

  private constructor(
    readonly store: MongoEventStore,
    private readonly db: Db,
  ) {}

  static async open(where: Where, sequenced = false): Promise<StoreLog> {
    return new StoreLog(await openBankStore(where, sequenced), where.db);
  }

  async append(events: readonly MoneyDeposited[], condition?: AppendCondition): Promise<Commit> {
    const { commit } = await this.store.append({
      ...{ events, metadata: metadata() },
      ...(condition && { condition }),
    });
    for (const { data } of events) this.ledger.add(data);
    return commit;
  }

  async check(): Promise<void> {
    await this.store.close();
    this.ledger.expectStored('event store', await ledgerOfStore('event store', this.db));
  }
}

export const openStoreLog = (own: OwnDatabase): Promise<StoreLog> => StoreLog.open(own);

const AT_ONCE = 500;

/**
 * Fills a log with deposits, one event a commit, the accounts taking turns.
 * @returns what it holds
 */
export const fillLog = async (
  where: Where,
  accounts: readonly AccountId[],
  events: number,
): Promise<Ledger> => {
  const [log, cents] = [await StoreLog.open(where), amounts()];
  const append = async (index: number): Promise<void> => {
    const account = accounts[index % accounts.length];
    if (account !== undefined) await log.append([deposit(account, cents())]);
  };
  for (let from = 0; from < events; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, events - from);
    await Promise.all(Array.from({ length: count }, (_, index) => append(from + index)));
  }
  await log.store.close();
  return log.ledger;
};
