import { BSON, type Collection } from 'mongodb';
import { expectSame } from '../bench-error';
import { lineup, type MakeContestant } from '../contestants/lineup';
import { accountIds, amounts, deposit, metadata } from '../contestants/payload';
import { RawLog } from '../contestants/raw-log';
import { StoreLog } from '../contestants/store-log';
import { storedCommits } from '../contestants/stored-commits';
import type { Case, Row } from '../harness/row';

const COMMITS = 200;

/** Bytes of the documents as BSON, before the engine compresses them. */
const bytesOf = async <Document extends object>(collection: Collection<Document>): Promise<number> => {
  let bytes = 0;
  for await (const document of collection.find()) bytes += BSON.calculateObjectSize(document);
  return bytes;
};

const viaStore =
  (events: number): MakeContestant =>
  async ({ client, db }, { sizes }) => {
    const log = await StoreLog.open(client, db);
    const [accounts, cents] = [accountIds(events), amounts()];
    const count = sizes.scaled(COMMITS);
    let commits = 0;
    return {
      name: 'event store',
      run: async () => {
        const append = () =>
          log.append(
            accounts.map((account) => deposit(account, cents())),
            metadata(),
          );
        await Promise.all(Array.from({ length: count }, append));
        commits += count;
        expectSame('commits stored', await storedCommits(db).countDocuments(), commits);
        return { bytes: (await bytesOf(storedCommits(db))) / (commits * events) };
      },
      check: () => log.check(),
    };
  };

const viaDriver =
  (events: number): MakeContestant =>
  async ({ db }, { sizes }) => {
    const log = await RawLog.open(db);
    const [accounts, cents] = [accountIds(events), amounts()];
    const count = sizes.scaled(COMMITS);
    let stored = 0;
    return {
      name: 'one document per event',
      run: async () => {
        for (let commit = 0; commit < count; commit += 1) {
          const about = metadata();
          await log.insertMany(accounts.map((account) => [deposit(account, cents()), about]));
        }
        stored += count * events;
        return { bytes: (await bytesOf(log.events)) / stored };
      },
      check: () => log.check(),
    };
  };

const caseOf = (events: number): Case => ({
  name: String(events),
  title: events === 1 ? 'commits of 1 event' : `commits of ${events} events`,
  measures: [{ metric: 'bytes', title: 'bytes stored per event', unit: 'B', of: 'ratio' }],
  open: (bench) => lineup(bench, viaStore(events), viaDriver(events)),
});

export const bytesPerEvent: Row = {
  name: 'bytes',
  title: 'bytes stored per event',
  against: 'one document per event, without a hash',
  cases: [caseOf(1), caseOf(10)],
};
