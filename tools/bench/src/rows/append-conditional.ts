import { accountId, accountTag } from '@event-sourcing/bank-domain';
import { START } from '@event-sourcing/event-store';
import { amounts, deposit } from '../contestants/payload';
import { StoreLog } from '../contestants/store-log';
import { each, rates, type Case, type MakeContestant, type Row } from '../harness/row';
import { closedLoop, loopSample } from '../load/closed-loop';

type After = 'within the window' | 'older than the window';

/** More than the window of recent commits holds at most, which is twice the 8,192 events that it promises. */
const BEYOND_WINDOW = 20_000;
const PER_COMMIT = 200;

/** Every append is about an account of its own, so that no condition can fail. */
const appendingWhere =
  (name: string, workers: number, after: After, isConditional: boolean): MakeContestant =>
  async ({ database, sizes }) => {
    const [log, cents] = [await StoreLog.open(await database()), amounts()];
    let count = 0;
    const newAccount = () => accountId.parse(`own-${(count += 1)}`);
    const earlier = after === 'older than the window' ? sizes.scaled(BEYOND_WINDOW) : 0;
    while (count < earlier) {
      await log.append(Array.from({ length: PER_COMMIT }, () => deposit(newAccount(), cents())));
    }
    const append = async (): Promise<void> => {
      const account = newAccount();
      const condition = {
        failIfEventsMatch: { items: [{ tags: [accountTag(account)] }] },
        after: after === 'within the window' ? log.store.log.tail.head : START,
      };
      await log.append([deposit(account, cents())], isConditional ? condition : undefined);
    };
    return {
      name,
      run: async () => loopSample(await closedLoop(sizes.scaled(workers), sizes.sampleMs, append)),
      check: () => log.check(),
    };
  };

const caseOf = (workers: number, after: After, atLeast: number): Case => ({
  title: `${workers} concurrent, \`after\` ${after}`,
  measures: rates('events', atLeast),
  open: each(
    appendingWhere('with conditions', workers, after, true),
    appendingWhere('without conditions', workers, after, false),
  ),
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
