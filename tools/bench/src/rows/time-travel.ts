import { account } from '@event-sourcing/bank-domain';
import { toPosition } from '@event-sourcing/event-store';
import { longAccount } from '../contestants/long-account';
import { openBankStore } from '../contestants/store-log';
import type { Bench } from '../harness/bench';
import { type Case, type Contestant, ratio, type Row, value } from '../harness/row';
import { closedLoop, loopSample } from '../load/closed-loop';
import { startBenchStack } from '../services/bench-stack';
import { balanceAt, balanceOf } from '../services/service-api';

/** As far from each other as positions can be, one after the other, and none of them twice. */
const STRIDE = 0.618_033_988_749_895;

/** Positions of a log, from all over it. */
const positions = (head: number): (() => number) => {
  let turn = 0;
  return () => {
    turn += 1;
    return 1 + Math.floor(((turn * STRIDE) % 1) * (head - 1));
  };
};

const reading = ({ sizes }: Bench, name: string, readOne: () => Promise<unknown>): Contestant => ({
  name,
  run: async () => loopSample(await closedLoop(1, sizes.sampleMs, () => readOne().then(() => undefined))),
});

const overHttp: Case['open'] = async (bench) => {
  const { own, long, head, openedAt } = await longAccount(bench, bench.sizes.logEvents);
  const stack = await startBenchStack(bench, 1, { BANK_DATABASE: own.db.databaseName });
  bench.atEnd(() => stack.stop());
  const [bank = ''] = stack.addresses('bank-command');
  const position = positions(head);
  return [
    reading(bench, 'as it was', () => balanceAt(bank, long, Math.max(openedAt, position()))),
    reading(bench, 'as it is', () => balanceOf(bank, long)),
  ];
};

const inTheStore: Case['open'] = async (bench) => {
  const { own, long, head } = await longAccount(bench, bench.sizes.logEvents);
  const store = await openBankStore(own);
  bench.atEnd(() => store.close());
  await store.stateOf(account(long));
  const position = positions(head);
  return [
    reading(bench, 'a state of the past, of which nothing is in memory', () =>
      store.stateAt(account(long), toPosition(position())),
    ),
    reading(bench, 'the state now, in memory', () => store.stateOf(account(long))),
  ];
};

export const timeTravel: Row = {
  name: 'time-travel',
  title: 'time travel to any position of 100,000 events of one account',
  against: 'a read of it as it is now, from memory, confirmed by a tail read begun after it was asked',
  needsServices: true,
  cases: [
    {
      title: 'over HTTP',
      measures: [ratio('p50', 'p50', 'ms', { atMost: 3 }), value('p99', 'p99', 'ms')],
      open: overHttp,
    },
    { title: 'in the store alone', measures: [ratio('p50', 'p50', 'ms')], open: inTheStore },
  ],
};
