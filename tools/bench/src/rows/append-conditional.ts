import { accountId, accountTag } from '@event-sourcing/bank-domain';
import { START, type AppendCondition, type Position } from '@event-sourcing/event-store';
import { lineup, type MakeContestant } from '../contestants/lineup';
import { amounts, deposit, metadata } from '../contestants/payload';
import { StoreLog } from '../contestants/store-log';
import type { Case, Row } from '../harness/row';
import { closedLoop, loopSample } from '../load/closed-loop';
import { EVENT_RATE, LATENCIES } from './measures';

type Conditions = 'none' | 'within the window' | 'older than the window';

/** More than the window of recent commits holds at most, which is twice the 8,192 events that it promises. */
const BEYOND_WINDOW = 20_000;
const PER_COMMIT = 200;

/** Every append is about an account of its own, so that no condition can fail. */
const storeAppending =
  (name: string, workers: number, conditions: Conditions, earlierEvents: number): MakeContestant =>
  async ({ client, db }, { sizes }) => {
    const log = await StoreLog.open(client, db);
    const cents = amounts();
    let count = 0;
    const newAccount = () => accountId.parse(`own-${(count += 1)}`);
    for (let event = 0; event < earlierEvents; event += PER_COMMIT) {
      const events = Array.from({ length: PER_COMMIT }, () => deposit(newAccount(), cents()));
      await log.append(events, metadata());
    }
    const after = (): Position => (conditions === 'within the window' ? log.store.log.tail.head : START);
    return {
      name,
      run: async () => {
        const loop = await closedLoop(workers, sizes.sampleMs, async () => {
          const account = newAccount();
          const condition: AppendCondition = {
            failIfEventsMatch: { items: [{ tags: [accountTag(account)] }] },
            after: after(),
          };
          const event = deposit(account, cents());
          await log.append([event], metadata(), conditions === 'none' ? undefined : condition);
        });
        return loopSample(loop);
      },
      check: () => log.check(),
    };
  };

const caseOf = (workers: number, conditions: Exclude<Conditions, 'none'>, atLeast: number): Case => ({
  name: `${workers}-${conditions === 'within the window' ? 'recent' : 'old'}`,
  title: `${workers} concurrent, \`after\` ${conditions}`,
  measures: [{ ...EVENT_RATE, goal: { atLeast } }, ...LATENCIES],
  open: (bench) => {
    const count = bench.sizes.scaled(workers);
    const earlier = conditions === 'older than the window' ? bench.sizes.scaled(BEYOND_WINDOW) : 0;
    return lineup(
      bench,
      storeAppending('with conditions', count, conditions, earlier),
      storeAppending('without conditions', count, 'none', earlier),
    );
  },
});

export const appendConditional: Row = {
  name: 'append-conditional',
  title: 'conditional append, each on a tag of its own',
  against: 'the same without conditions',
  cases: [
    caseOf(32, 'within the window', 0.9),
    caseOf(500, 'within the window', 0.8),
    caseOf(32, 'older than the window', 0.3),
    caseOf(500, 'older than the window', 0.3),
  ],
};
