import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { freePortBase, type Stack, startStack } from '@event-sourcing/stack';
import {
  depositMoney,
  isReady,
  listMessages,
  openAccount,
  transferMoney,
  type Client,
} from '@event-sourcing/service-clients';
import { answered, pages, serviceClient } from '@event-sourcing/tools-kit';

export interface NoticesOptions {
  readonly dataDir: string;
  readonly transfers: number;
  readonly kills: number;
  readonly log?: (line: string) => void;
}

const RECEIVERS = 10;
const MAX_UPTIME_MS = 1_500;
const VICTIM = 'messages-command-1';

const clientOf = (stack: Stack, service: string): Client =>
  serviceClient(stack.services.find((copy) => copy.service === service)?.address ?? '');

/** messages-command is killed again and again while transfers are made; then every receiver's messages are counted. */
export const notices = async ({ dataDir, transfers, kills, log = () => undefined }: NoticesOptions) => {
  const stack = await startStack({ dataDir, portBase: await freePortBase(), log });
  try {
    const bank = clientOf(stack, 'bank-command');
    const query = clientOf(stack, 'messages-query');
    const messagesOf = async (userId: string): Promise<readonly string[]> => {
      const texts: string[] = [];
      for await (const { messages } of pages((asked) =>
        listMessages({ client: query, path: { userId }, query: asked }),
      ))
        texts.push(...messages.map(({ text }) => text));
      return texts;
    };
    const owners = Array.from({ length: RECEIVERS }, (_, index) => `receiver-${index}`);
    const countAll = async () =>
      (await Promise.all(owners.map(messagesOf))).reduce((sum, { length }) => sum + length, 0);

    for (const owner of ['giver', ...owners])
      await answered(openAccount({ client: bank, body: { accountId: owner, owner } }));
    const [path, wealth] = [{ accountId: 'giver' }, { amount: '1000000' }];
    await answered(depositMoney({ client: bank, path, body: wealth }));

    const expected = new Map(owners.map((owner): [string, string[]] => [owner, []]));
    let made = 0;
    const transferTo = async (owner: string): Promise<void> => {
      while (made < transfers) {
        made += 1;
        const amount = `${made}.00`;
        expected.get(owner)?.push(`You received ${amount} EUR from account giver`);
        await answered(transferMoney({ client: bank, body: { from: 'giver', to: owner, amount } }));
        await pause(randomInt(100));
      }
    };
    // Messages that had been sent at each kill.
    const sentAtKills: number[] = [];
    const killAll = async (): Promise<void> => {
      while (sentAtKills.length < kills) {
        await pause(randomInt(MAX_UPTIME_MS));
        const victim = stack.pids().get(VICTIM);
        if (victim === undefined) continue;
        sentAtKills.push(await countAll());
        process.kill(victim, 'SIGKILL');
        log(`${sentAtKills.length} of ${kills} kills, at ${sentAtKills.at(-1) ?? 0} messages`);
        // It is started again by the stack; it shall have answered before it dies again.
        while (stack.pids().get(VICTIM) === victim) await pause(20);
        await answered(isReady({ client: clientOf(stack, 'messages-command') }));
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
