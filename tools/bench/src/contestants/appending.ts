import { atConstantRate } from '@event-sourcing/tools-kit';
import type { MoneyDeposited } from '@event-sourcing/bank-domain';
import type { OwnDatabase } from '../harness/bench';
import type { MakeContestant } from '../harness/row';
import { percentiles } from '../harness/statistics';
import { closedLoop, loopSample } from '../load/closed-loop';
import { accountIds, amounts, deposit } from './payload';

/** A log that takes deposits, and remembers what it has acknowledged. */
export interface DepositLog {
  append(deposits: readonly MoneyDeposited[]): Promise<void>;
  /** @throws ToolError `wrong-result` unless what is stored is what was acknowledged */
  check(): Promise<void>;
}

/** Opens a log in a database of its own. */
export type OpenLog = (own: OwnDatabase) => Promise<DepositLog>;

/** Workers that append again and again: deposits to accounts of their own, so many in each append. */
export const appending =
  (name: string, open: OpenLog, workers: number, size = 1): MakeContestant =>
  async ({ database, sizes }) => {
    const [log, cents] = [await open(await database()), amounts()];
    const atOnce = sizes.scaled(workers);
    const accounts = Array.from({ length: atOnce }, (_, worker) => accountIds(size, `account-${worker}`));
    const append = (worker: number): Promise<void> =>
      log.append((accounts[worker] ?? []).map((account) => deposit(account, cents())));
    return {
      name,
      run: async () => loopSample(await closedLoop(atOnce, sizes.sampleMs, append), size),
      check: () => log.check(),
    };
  };

/** Appends of one deposit that arrive at a constant rate, to some accounts in turn. */
export const arriving =
  (name: string, open: OpenLog, perSecond: number, accountCount: number): MakeContestant =>
  async ({ database, sizes }) => {
    const [log, cents, accounts] = [await open(await database()), amounts(), accountIds(accountCount)];
    const run = async () => {
      const latencies = await atConstantRate(perSecond, sizes.sampleMs, async (arrival) => {
        const account = accounts[arrival % accountCount];
        if (account !== undefined) await log.append([deposit(account, cents())]);
      });
      return { operations: latencies.length, ...percentiles(latencies) };
    };
    return { name, run, check: () => log.check() };
  };
