import { BSON, type FindCursor } from 'mongodb';
import type { DepositLog } from '../contestants/deposit-log';
import { accountIds, amounts, deposit } from '../contestants/payload';
import { openRawLog } from '../contestants/raw-log';
import { openStoreLog, storedCommits } from '../contestants/store-log';
import type { OwnDatabase } from '../harness/bench';
import { lineup, type MakeContestant } from '../harness/lineup';
import type { Case, Row } from '../harness/row';
import { ratio } from './measures';

const COMMITS = 200;

/** A log, and everything that it has stored. */
type Open = (
  own: OwnDatabase,
) => Promise<{ readonly log: DepositLog; readonly stored: () => FindCursor<object> }>;

const viaStore: Open = async (own) => ({
  log: await openStoreLog(own),
  stored: () => storedCommits(own.db).find(),
});

const viaDriver: Open = async (own) => {
  const log = await openRawLog(own);
  return { log, stored: () => log.events.find() };
};

/** Bytes of the documents as BSON, before the engine compresses them. */
const storing =
  (name: string, open: Open, events: number): MakeContestant =>
  async (own, { sizes }) => {
    const { log, stored } = await open(own);
    const [accounts, cents] = [accountIds(events), amounts()];
    const commits = sizes.scaled(COMMITS);
    let appended = 0;
    return {
      name,
      run: async () => {
        for (let commit = 0; commit < commits; commit += 1) {
          await log.append(accounts.map((account) => deposit(account, cents())));
        }
        appended += commits * events;
        let bytes = 0;
        for await (const document of stored()) bytes += BSON.calculateObjectSize(document);
        return { bytes: bytes / appended };
      },
      check: () => log.check(),
    };
  };

const caseOf = (events: number): Case => ({
  name: String(events),
  title: events === 1 ? 'commits of 1 event' : `commits of ${events} events`,
  measures: [ratio('bytes', 'bytes stored per event', 'B')],
  open: (bench) =>
    lineup(
      bench,
      storing('event store', viaStore, events),
      storing('one document per event', viaDriver, events),
    ),
});

export const bytesPerEvent: Row = {
  name: 'bytes',
  title: 'bytes stored per event',
  against: 'one document per event, without a hash',
  cases: [caseOf(1), caseOf(10)],
};
