import { closedLoop, loopSample } from '../load/closed-loop';
import { ClassicLog } from './classic-log';
import type { MakeContestant } from './lineup';
import { accountIds, amounts, deposit, metadata } from './payload';
import { RawLog } from './raw-log';
import { StoreLog } from './store-log';

/** Workers that append one deposit each, to an account of their own, again and again. */
export const storeAppending =
  (workers: number): MakeContestant =>
  async ({ client, db }, { sizes }) => {
    const log = await StoreLog.open(client, db);
    const [accounts, cents] = [accountIds(workers), amounts()];
    return {
      name: 'event store',
      run: async () => {
        const loop = await closedLoop(workers, sizes.sampleMs, async (worker) => {
          await log.append([oneOf(accounts, worker, cents())], metadata());
        });
        return loopSample(loop);
      },
      check: () => log.check(),
    };
  };

/** The same with the raw driver's `insertOne`. */
export const rawInsertingOne =
  (workers: number): MakeContestant =>
  async ({ db }, { sizes }) => {
    const log = await RawLog.open(db);
    const [accounts, cents] = [accountIds(workers), amounts()];
    return {
      name: 'raw insertOne',
      run: async () => {
        const loop = await closedLoop(workers, sizes.sampleMs, (worker) =>
          log.insertOne(oneOf(accounts, worker, cents()), metadata()),
        );
        return loopSample(loop);
      },
      check: () => log.check(),
    };
  };

/** One `insertMany` of so many one-event documents after another. */
export const rawInsertingMany =
  (size: number): MakeContestant =>
  async ({ db }, { sizes }) => {
    const log = await RawLog.open(db);
    const [accounts, cents] = [accountIds(size), amounts()];
    return {
      name: `raw insertMany of ${size}`,
      run: async () => {
        const loop = await closedLoop(1, sizes.sampleMs, () =>
          log.insertMany(accounts.map((account) => [deposit(account, cents()), metadata()])),
        );
        return loopSample(loop, size);
      },
      check: () => log.check(),
    };
  };

/** The same with the classic algorithm. */
export const classicAppending =
  (workers: number): MakeContestant =>
  async ({ db }, { sizes }) => {
    const log = await ClassicLog.open(db);
    const [accounts, cents] = [accountIds(workers), amounts()];
    return {
      name: 'classic',
      run: async () => {
        const loop = await closedLoop(workers, sizes.sampleMs, (worker) =>
          log.append(oneOf(accounts, worker, cents()), metadata()),
        );
        return loopSample(loop);
      },
      check: () => log.check(),
    };
  };

const oneOf = (accounts: ReturnType<typeof accountIds>, worker: number, cents: number) => {
  const account = accounts[worker];
  if (account === undefined) throw new Error(`Worker ${worker} has no account.`);
  return deposit(account, cents);
};
