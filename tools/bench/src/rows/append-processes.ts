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
  (processes: number, workersInEach: number): MakeContestant =>
  async ({ db }, { uri, sizes }) => {
    const children = Array.from({ length: processes }, (_, index) =>
      Child.start('./appender.ts', `appender ${index}`),
    );
    const workers = sizes.scaled(workersInEach);
    await Promise.all(
      children.map((child, index) =>
        ask(child, { kind: 'open', uri, dbName: db.databaseName, name: `p${index}`, workers }),
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

const caseOf = (processes: number, workers: number, atLeast: number): Case => ({
  name: `${processes}x${workers}`,
  title: `${processes} processes with ${workers} workers each`,
  measures: [
    { ...EVENT_RATE, goal: { atLeast } },
    {
      metric: 'fairShare',
      title: "slowest process's share",
      unit: 'of a fair one',
      of: 'value',
      goal: { atLeast: 0.5 },
    },
    { metric: 'p99', title: 'p99', unit: 'ms', of: 'ratio', goal: { atMost: 10 } },
  ],
  open: (bench) => lineup(bench, appending(processes, workers), appending(1, processes * workers)),
});

export const appendProcesses: Row = {
  name: 'append-processes',
  title: 'append from 2 and from 4 processes, without a sequencer',
  against: 'one process with as many workers in total',
  cases: [caseOf(2, 8, 0.5), caseOf(2, 100, 0.5), caseOf(4, 8, 0.3), caseOf(4, 100, 0.3)],
};
