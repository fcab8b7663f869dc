import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ProcessRegister } from '@event-sourcing/engine';
import { freePortBase, type Stack, startStack } from '@event-sourcing/stack';
import { ServiceClient } from '@event-sourcing/tools-kit';
import { z } from 'zod';

export interface NoticesOptions {
  readonly dataDir: string;
  readonly transfers: number;
  readonly kills: number;
  readonly log?: (line: string) => void;
}

const RECEIVERS = 10;
const MAX_UPTIME_MS = 1_500;
const VICTIM = 'messages-command-1';

const page = z.object({
  messages: z.array(z.object({ text: z.string() })),
  nextCursor: z.string().optional(),
});

const clientOf = (stack: Stack, service: string): ServiceClient =>
  new ServiceClient(stack.services.find((copy) => copy.service === service)?.address ?? '');

/** messages-command is killed again and again while transfers are made; then every receiver's messages are counted. */
export const notices = async ({ dataDir, transfers, kills, log = () => undefined }: NoticesOptions) => {
  const stack = await startStack({ dataDir, portBase: await freePortBase(), log });
  try {
    const bank = clientOf(stack, 'bank-command');
    const query = clientOf(stack, 'messages-query');
    const post = (path: string, body: object) =>
      bank.expect({ method: 'POST', path, body }, 201, z.unknown());
    const messagesOf = async (owner: string): Promise<readonly string[]> => {
      const texts: string[] = [];
      for await (const { messages } of query.pages(`/users/${owner}/messages`, page))
        texts.push(...messages.map(({ text }) => text));
      return texts;
    };
    const owners = Array.from({ length: RECEIVERS }, (_, index) => `receiver-${index}`);
    const countAll = async () =>
      (await Promise.all(owners.map(messagesOf))).reduce((sum, { length }) => sum + length, 0);

    for (const owner of ['giver', ...owners]) await post('/accounts', { accountId: owner, owner });
    await post('/accounts/giver/deposits', { amount: '1000000' });

    const expected = new Map(owners.map((owner): [string, string[]] => [owner, []]));
    let made = 0;
    const transferTo = async (owner: string): Promise<void> => {
      while (made < transfers) {
        made += 1;
        const amount = `${made}.00`;
        expected.get(owner)?.push(`You received ${amount} EUR from account giver`);
        await post('/transfers', { from: 'giver', to: owner, amount });
        await pause(randomInt(100));
      }
    };
    // Messages that had been sent at each kill.
    const sentAtKills: number[] = [];
    const killAll = async (): Promise<void> => {
      const register = new ProcessRegister(dataDir);
      while (sentAtKills.length < kills) {
        await pause(randomInt(MAX_UPTIME_MS));
        const victim = register.living().find(({ role }) => role === VICTIM);
        if (!victim) continue;
        sentAtKills.push(await countAll());
        process.kill(victim.pid, 'SIGKILL');
        log(`${sentAtKills.length} of ${kills} kills, at ${sentAtKills.at(-1) ?? 0} messages`);
        // It is started again by the stack; it shall have answered before it dies again.
        while (register.living().some(({ pid }) => pid === victim.pid)) await pause(20);
        const ready = { method: 'GET', path: '/health/ready' } as const;
        await clientOf(stack, 'messages-command').expect(ready, 200, z.unknown());
      }
    };
    // In order for each receiver, all receivers at the same time.
    await Promise.all([...owners.map(transferTo), killAll()]);
    const deadline = performance.now() + 60_000;
    while ((await countAll()) < transfers && performance.now() < deadline) await pause(200);
    // One too many would come late.
    await pause(2_000);
    const faults: string[] = [];
    for (const [owner, texts] of expected) {
      const got = await messagesOf(owner);
      if (JSON.stringify(got) !== JSON.stringify(texts)) {
        faults.push(`${owner} got ${got.length} messages of ${texts.length}, or in another order.`);
      }
    }
    return { transfers: made, kills, messages: await countAll(), sentAtKills, faults };
  } finally {
    await stack.stop();
  }
};
