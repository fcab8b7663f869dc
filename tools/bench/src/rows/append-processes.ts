import { Child } from '@event-sourcing/tools-kit';
import { expectSame } from '../expect-same';
import { Ledger } from '../contestants/ledger';
import { ledgerOfStore } from '../contestants/store-log';
import { lineup, type MakeContestant } from '../harness/lineup';
import type { Case, Row, Sample } from '../harness/row';
import { percentiles, quantile } from '../harness/statistics';
import { ended, ran, type Order, type Ran } from '../processes/protocol';
import { ratio, rate, value } from './measures';

const APPENDER = new URL('../processes/appender.ts', import.meta.url);

const ask = (child: Child, order: Order): Promise<unknown> => child.ask(order);

const appending =
  (processes: number, workersInEach: number, sequenced = false): MakeContestant =>
  async ({ db }, { uri, sizes }) => {
    const children = Array.from({ length: processes }, () => Child.start(APPENDER));
    const workers = sizes.scaled(workersInEach);
    const where = { uri, dbName: db.databaseName, workers, sequenced };
    await Promise.all(
      children.map((child, index) => ask(child, { kind: 'open', name: `p${index}`, ...where })),
    );
    return {
      name: processes === 1 ? 'one process' : `${processes} processes`,
      run: async () =>
        pooled(
          await Promise.all(
            children.map(async (child) => ran.parse(await ask(child, { kind: 'run', ms: sizes.sampleMs }))),
          ),
        ),
      check: async () => {
        const ledger = new Ledger();
        const answers = await Promise.all(children.map((child) => ask(child, { kind: 'end' })));
        for (const { events, cents } of answers.map((answer) => ended.parse(answer))) {
          ledger.merge(events, cents);
        }
        ledger.expectStored('processes', await ledgerOfStore('processes', db));
        expectSame('processes that ended well', answers.length, processes);
      },
      close: async () => {
        await Promise.all(children.map((child) => child.stop()));
      },
    };
  };

/** All processes as one; `fairShare`: what the slowest one got of what would have been fair. */
const pooled = (all: readonly Ran[]): Sample => {
  const rates = all.map(({ latencies, seconds }) => latencies.length / seconds);
  const sum = rates.reduce((total, one) => total + one, 0);
  const latencies = all.flatMap((one) => one.latencies);
  const cpuSeconds = all.reduce((total, one) => total + one.cpuSeconds, 0);
  return {
    rate: sum,
    fairShare: (quantile(rates, 0) * rates.length) / sum,
    ...percentiles(latencies),
    processesCpuMicros: (cpuSeconds / latencies.length) * 1e6,
  };
};

interface Goals {
  readonly rate: number;
  readonly p99: number;
}

const caseOf = (processes: number, workers: number, goals: Goals, sequenced: boolean): Case => ({
  name: `${processes}x${workers}`,
  title: `${processes} processes with ${workers} workers each`,
  measures: [
    rate('events', goals.rate),
    value('fairShare', "slowest process's share", 'of a fair one', { atLeast: 0.5 }),
    ratio('p99', 'p99', 'ms', { atMost: goals.p99 }),
  ],
  open: (bench) => lineup(bench, appending(processes, workers, sequenced), appending(1, processes * workers)),
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

export const appendProcesses = rowOf(
  'append-processes',
  'without a sequencer',
  { rate: 0.5, p99: 10 },
  { rate: 0.3, p99: 10 },
  false,
);

export const appendSequenced = rowOf(
  'append-sequenced',
  'with a sequencer',
  { rate: 0.9, p99: 3 },
  { rate: 0.7, p99: 3 },
  true,
);
