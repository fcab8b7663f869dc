import { lineup, type MakeContestant } from '../contestants/lineup';
import { accountIds, amounts, deposit, metadata } from '../contestants/payload';
import { RawLog } from '../contestants/raw-log';
import { StoreLog } from '../contestants/store-log';
import type { MoneyDeposited } from '@event-sourcing/bank-domain';
import type { Case, Contestant, Row } from '../harness/row';
import { percentiles } from '../harness/statistics';
import type { Sizes } from '../harness/sizes';
import { atConstantRate } from '../load/constant-rate';

const ACCOUNTS = 1_000;

const arriving = (
  name: string,
  perSecond: number,
  { sampleMs }: Sizes,
  append: (event: MoneyDeposited) => Promise<unknown>,
  check: () => Promise<void>,
): Contestant => {
  const [accounts, cents] = [accountIds(ACCOUNTS), amounts()];
  const run = async () => {
    const latencies = await atConstantRate(perSecond, sampleMs, async (arrival) => {
      const account = accounts[arrival % ACCOUNTS];
      if (account !== undefined) await append(deposit(account, cents()));
    });
    return { operations: latencies.length, ...percentiles(latencies) };
  };
  return { name, run, check };
};

const viaStore =
  (perSecond: number): MakeContestant =>
  async ({ client, db }, { sizes }) => {
    const log = await StoreLog.open(client, db);
    const append = (event: MoneyDeposited) => log.append([event], metadata());
    return arriving('event store', perSecond, sizes, append, () => log.check());
  };

const viaDriver =
  (perSecond: number): MakeContestant =>
  async ({ db }, { sizes }) => {
    const log = await RawLog.open(db);
    const append = (event: MoneyDeposited) => log.insertOne(event, metadata());
    return arriving('raw insertOne', perSecond, sizes, append, () => log.check());
  };

const caseOf = (perSecond: number): Case => ({
  name: String(perSecond),
  title: `${perSecond} appends arriving each second`,
  measures: ['p50', 'p99', 'p999'].map((metric) => ({
    metric,
    title: metric === 'p999' ? 'p99.9' : metric,
    unit: 'ms',
    of: 'ratio',
  })),
  open: (bench) => lineup(bench, viaStore(perSecond), viaDriver(perSecond)),
});

export const constantRate: Row = {
  name: 'constant-rate',
  title: 'latency under a constant arrival rate, counted from when each append was due',
  against: 'raw `insertOne` at the same rate',
  cases: [caseOf(200), caseOf(1_000), caseOf(2_000)],
};
