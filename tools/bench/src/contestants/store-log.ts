import { bankEventTypes, type AccountId, type MoneyDeposited } from '@event-sourcing/bank-domain';
import { MongoEventStore, type AppendCondition } from '@event-sourcing/event-store';
import type { Collection, Db } from 'mongodb';
import type { OwnDatabase } from '../harness/bench';
import type { DepositLog } from './appending';
import { Ledger } from './ledger';
import { amounts, deposit, metadata } from './payload';

/** The event store as the bank opens it: everything that is appended is validated. */
export const openBankStore = ({ client, db }: OwnDatabase, sequenced = false): Promise<MongoEventStore> =>
  MongoEventStore.open(client, db.databaseName, {
    eventTypes: bankEventTypes,
    ...(sequenced && { sequencer: { host: '127.0.0.1' } }),
  });

/** A commit, as far as the raw driver's contestants look at it. */
interface StoredCommit {
  readonly _id: string;
  readonly position: number;
  readonly events: readonly { readonly type: string; readonly data: object }[];
}

export const storedCommits = (db: Db): Collection<StoredCommit> => db.collection<StoredCommit>('commits');

/** Compares what was acknowledged with what lies in a log. */
export const expectInLog = async (who: string, acknowledged: Ledger, db: Db): Promise<void> =>
  acknowledged.expectStored(who, await Ledger.ofStored(storedCommits(db).find().sort({ position: 1 })));

/** The event store, and what it acknowledged. */
export class StoreLog implements DepositLog {
  readonly ledger = new Ledger();

  private constructor(
    readonly store: MongoEventStore,
    private readonly db: Db,
  ) {}

  static async open(where: OwnDatabase, sequenced = false): Promise<StoreLog> {
    return new StoreLog(await openBankStore(where, sequenced), where.db);
  }

  async append(events: readonly MoneyDeposited[], condition?: AppendCondition): Promise<void> {
    await this.store.append({ events, metadata: metadata(), ...(condition && { condition }) });
    for (const { data } of events) this.ledger.add(data);
  }

  async check(): Promise<void> {
    await this.store.close();
    await expectInLog('event store', this.ledger, this.db);
  }
}

const AT_ONCE = 500;

/**
 * Fills a log with deposits, one event a commit, the accounts taking turns.
 * @returns what it holds
 */
export const fillLog = async (
  where: OwnDatabase,
  accounts: readonly AccountId[],
  events: number,
): Promise<Ledger> => {
  const [log, cents] = [await StoreLog.open(where), amounts()];
  let begun = 0;
  const work = async (): Promise<void> => {
    for (let turn = begun++; turn < events; turn = begun++) {
      const account = accounts[turn % accounts.length];
      if (account !== undefined) await log.append([deposit(account, cents())]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await log.store.close();
  return log.ledger;
};
