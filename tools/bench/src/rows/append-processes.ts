import { expectSame } from '../bench-error';
import { Ledger } from '../contestants/ledger';
import { lineup, type MakeContestant } from '../contestants/lineup';
import { ledgerOfStore } from '../contestants/store-log';
import type { Case, Row, Sample } from '../harness/row';
import { percentiles, quantile } from '../harness/statistics';
import { Child } from '../processes/child';
import { report, type Order, type Report } from '../processes/protocol';
import { EVENT_RATE } from './measures';

const ask = async (child: Child, order: Order): Promise<Report> => report.parse(await child.ask(order));

const appending =
  (processes: number, workersInEach: number, sequenced = false): MakeContestant =>
  async ({ db }, { uri, sizes }) => {
    const children = Array.from({ length: processes }, (_, index) =>
      Child.start('./appender.ts', `appender ${index}`),
    );
    const workers = sizes.scaled(workersInEach);
    await Promise.all(
      children.map((child, index) =>
        ask(child, { kind: 'open', uri, dbName: db.databaseName, name: `p${index}`, workers, sequenced }),
      ),
    );
    return {
      name: processes === 1 ? 'one process' : `${processes} processes`,
      run: async () => {
        const ran = await Promise.all(
          children.map((child) => ask(child, { kind: 'run', ms: sizes.sampleMs })),
        );
        return pooled(ran.flatMap((one) => (one.kind === 'ran' ? [one] : [])));
      },
      check: async () => {
        const ledger = new Ledger();
        const ended = await Promise.all(children.map((child) => ask(child, { kind: 'end' })));
        for (const one of ended) if (one.kind === 'ended') ledger.merge(one.events, one.cents);
        ledger.expectStored('processes', await ledgerOfStore('processes', db));
        expectSame('processes that ended well', ended.length, processes);
      },
      close: async () => {
        await Promise.all(children.map((child) => child.stop()));
      },
    };
  };

/** All processes as one; `fairShare`: what the slowest one got of what would have been fair. */
const pooled = (ran: readonly Extract<Report, { kind: 'ran' }>[]): Sample => {
  const rates = ran.map(({ latencies, seconds }) => latencies.length / seconds);
  const rate = rates.reduce((sum, one) => sum + one, 0);
  const latencies = ran.flatMap((one) => one.latencies);
  const cpuSeconds = ran.reduce((sum, one) => sum + one.cpuSeconds, 0);
  return {
    rate,
    fairShare: (quantile(rates, 0) * rates.length) / rate,
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
    { ...EVENT_RATE, goal: { atLeast: goals.rate } },
    {
      metric: 'fairShare',
      title: "slowest process's share",
      unit: 'of a fair one',
      of: 'value',
      goal: { atLeast: 0.5 },
    },
    { metric: 'p99', title: 'p99', unit: 'ms', of: 'ratio', goal: { atMost: goals.p99 } },
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
