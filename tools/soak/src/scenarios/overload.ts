import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { ProcessRegister } from '@event-sourcing/engine';
import { freePortBase, startStack } from '@event-sourcing/stack';
import { createClient, getAccount, isReady, openAccount } from '@event-sourcing/service-clients';
import { answered, serviceClient } from '@event-sourcing/tools-kit';
import pidusage from 'pidusage';
import { type DepositLoad, depositLoad } from './deposit-load';

export interface OverloadOptions {
  readonly dataDir: string;
  readonly seconds: number;
  /** Bundles of another build, to be compared with; those of this workspace if not given. */
  readonly distDir?: string;
  readonly log?: (line: string) => void;
}

const ACCOUNTS = 50;
/** Far more than an instance answers at a time. */
const CLIENTS = 1_280;
const FEW_CLIENTS = 16;
const TIMES = 10;

const MOST_MS = 5_000;
const MOST_MIB = 300;
const RECOVERY_MS = 10_000;

/** The bank is asked for ten times as many deposits as it can make; then it is asked for few, until they are fast again. */
export const overload = async ({ dataDir, seconds, distDir, log = () => undefined }: OverloadOptions) => {
  const dist = distDir === undefined ? {} : { distDir: resolve(distDir) };
  const stack = await startStack({ dataDir, portBase: await freePortBase(), log, ...dist });
  try {
    const url = stack.services.find(({ service }) => service === 'bank-command')?.address ?? '';
    const pid = new ProcessRegister(dataDir).living().find(({ role }) => role === 'bank-command-1')?.pid;
    if (pid === undefined) throw new Error('bank-command is not running.');
    const bank = serviceClient(url);
    const accounts = Array.from({ length: ACCOUNTS }, (_, index) => `account-${index}`);
    for (const accountId of accounts) {
      await answered(openAccount({ client: bank, body: { accountId, owner: 'ann' } }));
    }
    let acknowledged = 0;
    const load = async (clients: number, lastsS: number, perSecond?: number): Promise<DepositLoad> => {
      const rate = perSecond === undefined ? {} : { perSecond };
      const done = await depositLoad({ url, accounts, clients, seconds: lastsS, ...rate });
      acknowledged += done.made;
      return done;
    };

    const full = await load(64, 5);
    const calm = await load(FEW_CLIENTS, 2);
    const perSecond = Math.round((full.made / 5) * TIMES);
    log(`It makes ${Math.round(full.made / 5)} deposits a second; ${perSecond} are asked for.`);

    let [mostMib, probes, overloaded, unready] = [0, 0, 0, 0];
    const probe = createClient({ baseUrl: url });
    const watching = new AbortController();
    const watch = async (): Promise<void> => {
      while (!watching.signal.aborted) {
        mostMib = Math.max(mostMib, (await pidusage(pid)).memory / 1024 / 1024);
        const { data } = await isReady({ client: probe });
        probes += 1;
        if (data === undefined) unready += 1;
        if (data?.status === 'overloaded') overloaded += 1;
        await pause(250);
      }
    };
    const watched = watch();
    const heavy = await load(CLIENTS, seconds, perSecond);
    watching.abort();
    await watched;

    const ended = performance.now();
    let again = await load(FEW_CLIENTS, 1);
    while (again.p99 > 2 * calm.p99 + 50 && performance.now() - ended < RECOVERY_MS) {
      again = await load(FEW_CLIENTS, 1);
    }
    const recoveredMs = Math.round(performance.now() - ended);

    const balances = await Promise.all(
      accounts.map((accountId) => answered(getAccount({ client: bank, path: { accountId } }))),
    );
    const stored = balances.reduce((sum, { balance: text }) => sum + Math.round(Number(text) * 100), 0);
    const statuses = Object.fromEntries(heavy.statuses);
    const allowed = new Set([201, 422, 429, 503]);
    const faults = [
      ...[...heavy.statuses.keys()]
        .filter((status) => !allowed.has(status))
        .map((status) => `It answered ${status}.`),
      ...(heavy.unanswered > 0 ? [`${heavy.unanswered} requests were not answered.`] : []),
      ...(heavy.most > MOST_MS ? [`An answer took ${heavy.most} ms.`] : []),
      ...(mostMib > MOST_MIB ? [`It held ${Math.round(mostMib)} MiB.`] : []),
      ...(unready > 0 ? [`${unready} of ${probes} times it was not ready.`] : []),
      // What was on its way when a load ended is stored, and nobody was told.
      ...(stored < acknowledged ? [`${acknowledged - stored} deposits are lost.`] : []),
      ...(recoveredMs > RECOVERY_MS ? [`It was still slow after ${recoveredMs} ms.`] : []),
    ];
    return {
      ...{ seconds, perSecond, statuses, p50: heavy.p50, p99: heavy.p99, most: heavy.most },
      ...{
        mostMib: Math.round(mostMib),
        probes,
        overloaded,
        calmP99: calm.p99,
        recoveredMs,
        acknowledged,
        stored,
        faults,
      },
    };
  } finally {
    await stack.stop();
  }
};
