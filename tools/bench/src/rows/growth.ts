import { performance } from 'node:perf_hooks';
import { accountTag } from '@event-sourcing/bank-domain';
import { expectSame } from '../expect-same';
import { atBothLengths, type FilledBank } from '../contestants/filled-bank';
import { accountIds, amounts, deposit, metadata } from '../contestants/payload';
import { openBankStore, storedCommits } from '../contestants/store-log';
import type { Bench } from '../harness/bench';
import { ratio, single, type Contestant, type Measure } from '../harness/row';
import { quantile } from '../harness/statistics';
import { closedLoop } from '../load/closed-loop';

const WORKERS = 32;
const PARTS = 4;

const median = (latencies: readonly number[]): number => quantile(latencies, 0.5);

/** Each quarter of a run's time goes to one of: start-up, the tail, one account, appends. */
const measured = async (
  { sizes, atEnd }: Bench,
  { own, accounts, events }: FilledBank,
): Promise<Omit<Contestant, 'name'>> => {
  const store = await openBankStore(own);
  atEnd(() => store.close());
  const ms = sizes.sampleMs / PARTS;
  const [depositors, cents] = [accountIds(WORKERS, 'depositor'), amounts()];
  let appended: number = await store.head();
  let turn = 0;
  expectSame('head of the filled log', appended, events);

  const startUp = async () => {
    const begin = performance.now();
    const another = await openBankStore(own);
    const took = performance.now() - begin;
    expectSame('head at start-up', another.log.tail.head, appended);
    await another.close();
    return took;
  };
  const readAccount = async () => {
    const account = accounts[(turn += 1) % accounts.length];
    if (account === undefined) return;
    let read = 0;
    for await (const { position } of store.read({ items: [{ tags: [accountTag(account)] }] }))
      read = position;
    if (read === 0) throw new Error(`${account} has no events.`);
  };
  const append = async (worker: number) => {
    const account = depositors[worker];
    if (account === undefined) return;
    await store.append({ events: [deposit(account, cents())], metadata: metadata() });
    appended += 1;
  };
  return {
    run: async () => {
      const startUps = [await startUp(), await startUp(), await startUp()];
      const tail = await closedLoop(1, ms, async () => expectSame('head', await store.head(), appended));
      const account = await closedLoop(1, ms, readAccount);
      const { seconds, latencies } = await closedLoop(WORKERS, ms, append);
      return {
        startUp: median(startUps),
        tail: median(tail.latencies),
        account: median(account.latencies),
        append: (seconds * 1e6) / latencies.length,
      };
    },
    check: async () => {
      const behind = storedCommits(own.db).find({ position: { $gt: appended - 1 } });
      const [last] = await behind.sort({ position: 1 }).toArray();
      expectSame('last position', last?.position ?? 0, appended);
    },
  };
};

const measure = (metric: string, title: string, unit: string): Measure =>
  ratio(metric, title, unit, { atMost: 1.1, orWithinSpread: true });

export const growth = single({
  name: 'growth',
  title: 'growth: append, read one account, tail, start-up at 1,000,000 events',
  against: 'the same at 10,000',
  slow: true,
  measures: [
    measure('append', 'an append (32 concurrent)', 'µs'),
    measure('account', 'reading one account', 'ms'),
    measure('tail', 'a look at the end', 'ms'),
    measure('startUp', 'start-up', 'ms'),
  ],
  open: atBothLengths(measured),
});
