import { accountId, accountTag } from '@event-sourcing/bank-domain';
import { START } from '@event-sourcing/event-store';
import { amounts, deposit } from '../contestants/payload';
import { StoreLog } from '../contestants/store-log';
import { lineup, type MakeContestant } from '../harness/lineup';
import type { Case, Row } from '../harness/row';
import { closedLoop, loopSample } from '../load/closed-loop';
import { LATENCIES, rate } from './measures';

type Conditions = 'none' | 'within the window' | 'older than the window';

/** More than the window of recent commits holds at most, which is twice the 8,192 events that it promises. */
const BEYOND_WINDOW = 20_000;
const PER_COMMIT = 200;

/** Every append is about an account of its own, so that no condition can fail. */
const storeAppending =
  (name: string, workers: number, conditions: Conditions, earlierEvents: number): MakeContestant =>
  async (own, { sizes }) => {
    const [log, cents] = [await StoreLog.open(own), amounts()];
    let count = 0;
    const newAccount = () => accountId.parse(`own-${(count += 1)}`);
    for (let event = 0; event < earlierEvents; event += PER_COMMIT) {
      await log.append(Array.from({ length: PER_COMMIT }, () => deposit(newAccount(), cents())));
    }
    const append = async (): Promise<void> => {
      const account = newAccount();
      const condition = {
        failIfEventsMatch: { items: [{ tags: [accountTag(account)] }] },
        after: conditions === 'within the window' ? log.store.log.tail.head : START,
      };
      await log.append([deposit(account, cents())], conditions === 'none' ? undefined : condition);
    };
    return {
      name,
      run: async () => loopSample(await closedLoop(workers, sizes.sampleMs, append)),
      check: () => log.check(),
    };
  };

const caseOf = (workers: number, conditions: Exclude<Conditions, 'none'>, atLeast: number): Case => ({
  name: `${workers}-${conditions === 'within the window' ? 'recent' : 'old'}`,
  title: `${workers} concurrent, \`after\` ${conditions}`,
  measures: [rate('events', atLeast), ...LATENCIES],
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
