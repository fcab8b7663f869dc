import { account } from '@event-sourcing/bank-domain';
import { toPosition } from '@event-sourcing/event-store';
import { longAccount } from '../contestants/long-account';
import { openBankStore } from '../contestants/store-log';
import type { Bench } from '../harness/bench';
import { ratio, single, value, type Contestant } from '../harness/row';
import { closedLoop, loopSample } from '../load/closed-loop';

/** As far from each other as positions can be, one after the other, and none of them twice. */
const STRIDE = 0.618_033_988_749_895;

const open = async (bench: Bench): Promise<readonly Contestant[]> => {
  const { own, long, head } = await longAccount(bench, bench.sizes.logEvents);
  const store = await openBankStore(own);
  bench.atEnd(() => store.close());
  await store.stateOf(account(long));
  let turn = 0;
  const reading = (name: string, readOne: () => Promise<{ readonly position: number }>): Contestant => ({
    name,
    run: async () =>
      loopSample(
        await closedLoop(1, bench.sizes.sampleMs, async () => {
          if ((await readOne()).position === 0) throw new Error(`${name}: read nothing.`);
        }),
      ),
  });
  return [
    reading('a state of the past, of which nothing is in memory', () => {
      turn += 1;
      return store.stateAt(account(long), toPosition(1 + Math.floor(((turn * STRIDE) % 1) * (head - 1))));
    }),
    reading('the state now, in memory', () => store.stateOf(account(long))),
  ];
};

export const timeTravel = single({
  name: 'time-travel',
  title: 'time travel to any position of 100,000 events of one account',
  against: 'a read of its state now, confirmed by a tail read begun after it was asked',
  measures: [ratio('p50', 'p50', 'ms', { atMost: 3 }), value('p99', 'p99', 'ms')],
  open,
});
