import { rawInsertingMany } from '../contestants/appending';
import { lineup, type MakeContestant } from '../contestants/lineup';
import { accountIds, amounts, deposit, metadata } from '../contestants/payload';
import { StoreLog } from '../contestants/store-log';
import type { Row } from '../harness/row';
import { closedLoop, loopSample } from '../load/closed-loop';
import { EVENT_RATE, LATENCIES } from './measures';

const EVENTS = 10;

const storeAppendingTen: MakeContestant = async ({ client, db }, { sizes }) => {
  const log = await StoreLog.open(client, db);
  const [accounts, cents] = [accountIds(EVENTS), amounts()];
  return {
    name: 'event store',
    run: async () => {
      const loop = await closedLoop(1, sizes.sampleMs, async () => {
        await log.append(
          accounts.map((account) => deposit(account, cents())),
          metadata(),
        );
      });
      return loopSample(loop, EVENTS);
    },
    check: () => log.check(),
  };
};

export const appendTen: Row = {
  name: 'append-ten',
  title: 'append of 10 events at once, one at a time',
  against: 'raw `insertMany` of 10 one-event documents',
  cases: [
    {
      name: '10',
      title: '10 events at once',
      measures: [{ ...EVENT_RATE, goal: { atLeast: 1.15 } }, ...LATENCIES],
      open: (bench) => lineup(bench, storeAppendingTen, rawInsertingMany(EVENTS)),
    },
  ],
};
