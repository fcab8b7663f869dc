import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import {
  depositMoney,
  getAccount,
  getStatement,
  isReady,
  listMessages,
  sendMessage,
  type Client,
} from '@event-sourcing/service-clients';
import { atConstantRate } from '@event-sourcing/tools-kit';
import { type Phase, timed } from './phase';
import { Requests } from './requests';
import type { StackInUse } from './stack-in-use';

const PER_SECOND = 20;

/** Every service is asked while the engine stands still for a time; then it goes on, and they are awaited. */
export const engineStandsStill = (stack: StackInUse, accountId: string, ms: number): Promise<Phase> =>
  timed('an engine that stands still', async () => {
    const [bank, command, query] = [
      stack.url('bank-command'),
      stack.url('messages-command'),
      stack.url('messages-query'),
    ];
    const [account, user] = [{ accountId }, { userId: 'ann' }];
    const kind = (name: string, address: string, ask: (client: Client) => Promise<unknown>) => {
      const requests = new Requests(address);
      return { name, requests, ask: () => ask(requests.client) };
    };
    const asked = [
      kind('GET /accounts/{id}', bank, (client) => getAccount({ client, path: account })),
      kind('GET …/statement', bank, (client) => getStatement({ client, path: account })),
      kind('POST …/deposits', bank, (client) =>
        depositMoney({ client, path: account, body: { amount: '1' } }),
      ),
      kind('POST …/messages', command, (client) =>
        sendMessage({ client, path: user, body: { text: 'Hello' } }),
      ),
      kind('GET …/messages', query, (client) => listMessages({ client, path: user })),
    ];
    await stack.whileHalted('engine', () =>
      atConstantRate(PER_SECOND, ms, async (arrival) => {
        await asked[arrival % asked.length]?.ask();
      }),
    );
    const back = performance.now();
    const { client } = new Requests(bank);
    for (const { address } of (['bank-command', 'messages-command', 'messages-query'] as const).flatMap(
      (service) => stack.copies(service),
    )) {
      while ((await isReady({ client, baseUrl: address })).response?.status !== 200) await pause(50);
    }
    return {
      asked: Object.fromEntries(asked.map(({ name, requests }) => [name, requests.report()])),
      measured: { readyAgainAfterMs: Math.round(performance.now() - back) },
      faults: asked.flatMap(({ requests }) => requests.others([200, 201, 503])),
    };
  });
