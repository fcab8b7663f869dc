import { setTimeout as delay } from 'node:timers/promises';
import { outcomeOf } from './evidence/outcome';
import type { Request } from './evidence/call';
import type { Instance } from './load/attempt';
import type { Client, Instances } from './load/client';

const WITHIN_MS = 150_000;
const ASK_EVERY_MS = 50;

const isReady = async ({ address }: Instance): Promise<boolean> => {
  try {
    const response = await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
};

/** Asks until something is so. @returns what is wrong when it does not become so */
const until = async (what: string, isSo: () => Promise<boolean>): Promise<readonly string[]> => {
  const giveUpAt = performance.now() + WITHIN_MS;
  while (!(await isSo())) {
    if (performance.now() > giveUpAt)
      return [`${what}: not within ${WITHIN_MS / 1_000} s after all faults were mended.`];
    await delay(ASK_EVERY_MS);
  }
  return [];
};

/**
 * Waits until every instance is ready, and each that writes has acknowledged a command of its own.
 * @returns what does not work
 */
export const recoveryOf = (instances: Instances, client: Client): (() => Promise<readonly string[]>) => {
  let made = 0;
  const acknowledges = async (instance: Instance, request: (name: string) => Request): Promise<boolean> => {
    const name = `probe-${(made += 1)}`;
    return outcomeOf(await client.call(name, request(name), instance)).kind === 'acknowledged';
  };
  const ready = (instance: Instance) => until(`${instance.name} is ready`, () => isReady(instance));
  const opens = (instance: Instance) =>
    until(`${instance.name} opens an account`, () =>
      acknowledges(instance, (account) => ({ kind: 'open', account, owner: 'prober' })),
    );
  const sends = (instance: Instance) =>
    until(`${instance.name} sends a message`, () =>
      acknowledges(instance, (message) => ({ kind: 'send', user: 'prober', message, text: message })),
    );
  return async () => {
    const troubles = await Promise.all([
      ...Object.values(instances).flat().map(ready),
      ...instances['bank-command'].map(opens),
      ...instances['messages-command'].map(sends),
    ]);
    return troubles.flat();
  };
};
