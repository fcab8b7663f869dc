import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import {
  depositMoney,
  listMessages,
  listReactions,
  openAccount,
  transferMoney,
} from '@event-sourcing/service-clients';
import { answered, atConstantRate, pages } from '@event-sourcing/tools-kit';
import { type Phase, timed } from './phase';
import { Requests } from './requests';
import type { StackInUse } from './stack-in-use';

const PAYER = 'payer';

export interface Outage {
  /** The account that transfers go to. */
  readonly to: string;
  readonly transfers: number;
  readonly perSecond: number;
  /** Milliseconds that the first notice behind the backlog may take. */
  readonly mostMs: number;
}

/** Transfers are made while messages-command stands still; then it goes on, and their notices are awaited. */
export const noticesAfterOutage = (
  stack: StackInUse,
  { to, transfers, perSecond, mostMs }: Outage,
): Promise<Phase> =>
  timed('notices after an outage', async () => {
    const bank = stack.url('bank-command');
    const [made, looks] = [new Requests(bank), new Requests(stack.url('messages-query'))];
    const { client } = made;
    await openAccount({ client, body: { accountId: PAYER, owner: PAYER } });
    await depositMoney({ client, path: { accountId: PAYER }, body: { amount: '1000000' } });
    const accepted: { readonly amount: string; readonly position: number }[] = [];
    const transfer = async (index: number): Promise<void> => {
      const { data } = await transferMoney({ client, body: { from: PAYER, to, amount: `${index}.00` } });
      if (data) accepted.push(data);
    };
    const told = async (): Promise<readonly string[]> => {
      const texts: string[] = [];
      for await (const { messages } of pages((query) =>
        listMessages({ client: looks.client, path: { userId: to }, query }),
      ))
        texts.push(...messages.map(({ text }) => text));
      return texts;
    };
    const untilAll = async (): Promise<number> => {
      const began = performance.now();
      while ((await told()).length < accepted.length) await pause(50);
      return Math.round(performance.now() - began);
    };

    const waiting = await stack.whileHalted('messages-command-1', async () => {
      await atConstantRate(perSecond, (transfers * 1_000) / perSecond, async (index) => {
        await transfer(index + 1);
      });
      const shown = await answered(listReactions({ client: looks.client, baseUrl: bank }));
      const ours = shown.reactions.find(({ name }) => name === 'transfer-notices');
      return (ours?.waiting ?? 0) + (ours?.lag ?? 0);
    });
    const allAfterMs = await untilAll();
    await transfer(transfers + 1);
    const nextAfterMs = await untilAll();
    const texts = await told();
    // Those that were sent at once were answered in any order: what they say of their places counts.
    const due = accepted.toSorted((one, other) => one.position - other.position);
    const inOrder = texts.filter((text, index) => text.startsWith(`You received ${due[index]?.amount} EUR`));
    return {
      asked: { 'POST /transfers': made.report() },
      measured: {
        waiting,
        allAfterMs,
        perSecond: Math.round((accepted.length * 1_000) / allAfterMs),
        nextAfterMs,
      },
      faults: [
        ...made.others([201, 503]),
        ...(waiting > 0 ? [] : ['Nobody was told that notices wait.']),
        ...(texts.length === due.length ? [] : [`${texts.length} notices of ${due.length} transfers.`]),
        ...(inOrder.length === due.length
          ? []
          : [`${due.length - inOrder.length} notices are not in order.`]),
        ...(nextAfterMs <= mostMs ? [] : [`The notice behind the backlog took ${nextAfterMs} ms.`]),
      ],
    };
  });
