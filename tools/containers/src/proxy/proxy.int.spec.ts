import { tellStory } from '@event-sourcing/demo';
import { ProcessRegister, withEngine } from '@event-sourcing/engine';
import { createClient, depositMoney, getAccount, openAccount } from '@event-sourcing/service-clients';
import { freePortBase, serviceCopies, startStack } from '@event-sourcing/stack';
import { answered, inTemporaryFolder } from '@event-sourcing/tools-kit';
import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { behindProxy, INSTANCES, proxyPath } from './proxy.fixture';

const LEAVES = 'bank-command-1';

/** Does something behind the proxy of a stack. @returns what it came to */
const inStack = <Result>(
  work: (proxyBase: number, register: ProcessRegister) => Promise<Result>,
): Promise<Result> =>
  inTemporaryFolder('proxy', (dataDir) =>
    withEngine({}, async ({ uri }) => {
      const [portBase, proxyBase] = [await freePortBase(INSTANCES), await freePortBase()];
      const env = { ...process.env, MONGODB_URI: uri };
      const stack = await startStack({ dataDir, portBase, instances: INSTANCES, env });
      const done = behindProxy(portBase, proxyBase, () => work(proxyBase, new ProcessRegister(dataDir)));
      return Promise.race([done, stack.failed]).finally(() => stack.stop());
    }),
  );

/** Deposits through the proxy one after another, each asked for once, until it is told to stop. */
const depositing = (proxyBase: number) => {
  const bank = serviceCopies(proxyBase, 1).find(({ service }) => service === 'bank-command');
  const client = createClient({ baseUrl: bank?.address ?? '' });
  const path = { accountId: 'through-the-proxy' };
  const statuses: (number | undefined)[] = [];
  let stopped = false;
  const work = async (): Promise<void> => {
    while (!stopped) {
      const { response } = await depositMoney({ client, path, body: { amount: '0.01' } });
      statuses.push(response?.status);
    }
  };
  return {
    open: () => answered(openAccount({ client, body: { ...path, owner: 'ann' } })),
    done: () => Promise.all([work(), work(), work(), work()]),
    stop: () => {
      stopped = true;
    },
    statuses,
    cents: async () => Math.round(Number((await answered(getAccount({ client, path }))).balance) * 100),
  };
};

describe('two instances of each service behind the proxy of the containers', () => {
  const test = proxyPath === undefined ? it.skip : it;

  test('tell one story, and refuse nobody while one of them is stopped and another takes its place', async () => {
    await inStack(async (proxyBase, register) => {
      const story = { portBase: proxyBase, run: 'proxied', say: () => undefined };
      expect(await tellStory({ ...story, signal: new AbortController().signal })).toBe(19);

      const deposits = depositing(proxyBase);
      await deposits.open();
      const running = () => register.living().find(({ role }) => role === LEAVES)?.pid;
      const before = running();
      if (before === undefined) throw new Error(`${LEAVES} is not running.`);
      const done = deposits.done();
      process.kill(before, 'SIGTERM');
      while (running() === before || running() === undefined) await pause(50);
      deposits.stop();
      await done;
      expect(new Set(deposits.statuses)).toEqual(new Set([201]));
      expect(await deposits.cents()).toBe(deposits.statuses.length);
    });
  }, 300_000);
});
