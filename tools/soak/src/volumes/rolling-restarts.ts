import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { depositMoney, getAccount, openAccount } from '@event-sourcing/service-clients';
import { atConstantRate } from '@event-sourcing/tools-kit';
import { InstancesInUse } from './instances-in-use';
import { type Phase, timed } from './phase';
import { Requests } from './requests';
import type { StackInUse } from './stack-in-use';

export interface Rolling {
  readonly restarts: number;
  readonly perSecond: number;
}

const ACCOUNTS = 20;
const MOST_STOP_MS = 10_000;
const ROUND_MS = 500;

/** The instances of the bank are restarted in turn while clients deposit and look, on connections that are kept alive. */
export const rollingRestarts = (stack: StackInUse, { restarts, perSecond }: Rolling): Promise<Phase> =>
  timed('rolling restarts', async () => {
    const banks = stack.copies('bank-command');
    const instances = new InstancesInUse(banks.map(({ address }) => address));
    const restart = async ({ name, address }: (typeof banks)[number]): Promise<number> => {
      const began = performance.now();
      const pid = stack.signal(name, 'SIGTERM');
      while (stack.pids().get(name) === pid) await pause(10);
      const stopMs = Math.round(performance.now() - began);
      while (instances.isReady(address)) await pause(10);
      while (!instances.isReady(address)) await pause(10);
      return stopMs;
    };
    const bankUrl = stack.url('bank-command');
    const [deposits, looks] = [new Requests(bankUrl), new Requests(bankUrl)];
    const request = async (arrival: number): Promise<void> => {
      const asked = { baseUrl: instances.next(), path: { accountId: `account-${arrival % ACCOUNTS}` } };
      await (arrival % 2 === 0
        ? getAccount({ client: looks.client, ...asked })
        : depositMoney({ client: deposits.client, ...asked, body: { amount: '0.01' } }));
    };
    const ended = new AbortController();
    const load = async (): Promise<void> => {
      while (!ended.signal.aborted) await atConstantRate(perSecond, ROUND_MS, request);
    };
    try {
      for (let index = 0; index < ACCOUNTS; index += 1) {
        const body = { accountId: `account-${index}`, owner: 'ann' };
        await openAccount({ client: deposits.client, baseUrl: instances.next(), body });
      }
      const loaded = load();
      let longestStopMs = 0;
      for (let restarted = 0; restarted < restarts; restarted += 1) {
        const bank = banks[restarted % banks.length];
        if (bank) longestStopMs = Math.max(longestStopMs, await restart(bank));
        stack.log(`${restarted + 1} of ${restarts} restarts`);
      }
      ended.abort();
      await loaded;
      const { probes, noneReady } = instances;
      return {
        asked: { 'POST …/deposits': deposits.report(), 'GET /accounts/{id}': looks.report() },
        measured: { restarts, probes, noneReady, longestStopMs },
        faults: [
          ...stack.deaths,
          ...deposits.others([201]),
          ...looks.others([200]),
          ...(noneReady > 0 ? [`${noneReady} of ${probes} times no instance was ready.`] : []),
          ...(longestStopMs > MOST_STOP_MS ? [`An instance took ${longestStopMs} ms to stop.`] : []),
        ],
      };
    } finally {
      ended.abort();
      await instances.stop();
    }
  });
