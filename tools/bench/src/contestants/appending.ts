import type { AccountId } from '@event-sourcing/bank-domain';
import type { MakeContestant } from '../harness/lineup';
import { percentiles } from '../harness/statistics';
import { closedLoop, loopSample } from '../load/closed-loop';
import { atConstantRate } from '../load/constant-rate';
import type { OpenLog } from './deposit-log';
import { accountIds, amounts, deposit } from './payload';
import { openClassicLog, openRawLog } from './raw-log';
import { openStoreLog } from './store-log';

/** Workers that append again and again: deposits to accounts of their own, so many in each append. */
const appending =
  (name: string, open: OpenLog, workers: number, size = 1): MakeContestant =>
  async (own, { sizes }) => {
    const [log, cents] = [await open(own), amounts()];
    const accounts: readonly (readonly AccountId[])[] = Array.from({ length: workers }, (_, worker) =>
      accountIds(size, `account-${worker}`),
    );
    const append = async (worker: number): Promise<void> => {
      await log.append((accounts[worker] ?? []).map((account) => deposit(account, cents())));
    };
    return {
      name,
      run: async () => loopSample(await closedLoop(workers, sizes.sampleMs, append), size),
      check: () => log.check(),
    };
  };

export const storeAppending = (workers: number, size = 1): MakeContestant =>
  appending('event store', openStoreLog, workers, size);

export const rawInsertingOne = (workers: number): MakeContestant =>
  appending('raw insertOne', openRawLog, workers);

/** One `insertMany` of so many one-event documents after another. */
export const rawInsertingMany = (size: number): MakeContestant =>
  appending(`raw insertMany of ${size}`, openRawLog, 1, size);

export const classicAppending = (workers: number): MakeContestant =>
  appending('classic', openClassicLog, workers);

/** Appends of one deposit that arrive at a constant rate, to some accounts in turn. */
export const arriving =
  (name: string, open: OpenLog, perSecond: number, accountCount: number): MakeContestant =>
  async (own, { sizes }) => {
    const [log, cents, accounts] = [await open(own), amounts(), accountIds(accountCount)];
    const run = async () => {
      const latencies = await atConstantRate(perSecond, sizes.sampleMs, async (arrival) => {
        const account = accounts[arrival % accountCount];
        if (account !== undefined) await log.append([deposit(account, cents())]);
      });
      return { operations: latencies.length, ...percentiles(latencies) };
    };
    return { name, run, check: () => log.check() };
  };
