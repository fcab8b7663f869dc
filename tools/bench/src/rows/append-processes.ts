import { Child } from '@event-sourcing/tools-kit';
import { Ledger } from '../contestants/ledger';
import { expectInLog } from '../contestants/store-log';
import { each, ratio, value, type Case, type MakeContestant, type Row, type Sample } from '../harness/row';
import { percentiles, quantile } from '../harness/statistics';
import { appenderAnswer } from '../processes/appender-order';

type Answer = ReturnType<typeof appenderAnswer.parse>;

const appending =
  (processes: number, workersInEach: number, sequenced = false): MakeContestant =>
  async ({ database, atEnd, uri, sizes }) => {
    const { db } = await database();
    const children = Array.from({ length: processes }, () =>
      Child.start(new URL('../processes/appender.ts', import.meta.url)),
    );
    atEnd(() => Promise.all(children.map((child) => child.stop())));
    const order = { uri, dbName: db.databaseName, workers: sizes.scaled(workersInEach), sequenced };
    await Promise.all(children.map((child, index) => child.ask({ ...order, name: `p${index}` })));
    const askAll = (ms: number): Promise<Answer[]> =>
      Promise.all(children.map(async (child) => appenderAnswer.parse(await child.ask({ ms }))));
    return {
      name: processes === 1 ? 'one process' : `${processes} processes`,
      run: async () => pooled(await askAll(sizes.sampleMs)),
      check: async () => {
        const ledger = new Ledger();
        for (const { events, cents } of await askAll(0)) ledger.merge(events, cents);
        await expectInLog('processes', ledger, db);
      },
    };
  };

/** All processes as one; `fairShare`: what the slowest one got of what would have been fair. */
const pooled = (all: readonly Answer[]): Sample => {
  const rates = all.map(({ latencies, seconds }) => latencies.length / seconds);
  const rate = rates.reduce((total, one) => total + one, 0);
  return {
    rate,
    fairShare: (quantile(rates, 0) * rates.length) / rate,
    ...percentiles(all.flatMap(({ latencies }) => latencies)),
  };
};

interface Goals {
  readonly rate: number;
  readonly p99: number;
}

const caseOf = (processes: number, workers: number, goals: Goals, sequenced: boolean): Case => ({
  title: `${processes} processes with ${workers} workers each`,
  measures: [
    ratio('rate', 'events', '/s', { atLeast: goals.rate }),
    value('fairShare', "slowest process's share", 'of a fair one', { atLeast: 0.5 }),
    ratio('p99', 'p99', 'ms', { atMost: goals.p99 }),
  ],
  open: each(appending(processes, workers, sequenced), appending(1, processes * workers)),
});

const rowOf = (name: string, how: string, two: Goals, four: Goals, sequenced: boolean): Row => ({
  name,
  title: `append from 2 and from 4 processes, ${how}`,
  against: 'one process with as many workers in total',
  cases: [
    caseOf(2, 8, two, sequenced),
    caseOf(2, 100, two, sequenced),
    caseOf(4, 8, four, sequenced),
    caseOf(4, 100, four, sequenced),
  ],
});

const [half, third] = [
  { rate: 0.5, p99: 10 },
  { rate: 0.3, p99: 10 },
];
const [most, much] = [
  { rate: 0.9, p99: 3 },
  { rate: 0.7, p99: 3 },
];

export const appendProcesses = rowOf('append-processes', 'without a sequencer', half, third, false);
export const appendSequenced = rowOf('append-sequenced', 'with a sequencer', most, much, true);
