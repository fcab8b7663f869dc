import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemOf, type TestAnswer, type TestClient } from '@event-sourcing/service-chassis/testing';
import { startTcpProxy, type TcpProxy } from '@event-sourcing/tools-kit';
import { type Bank, balanceOf, engineUri, opened, startBank, succeeded, until } from './bank.fixture';
import { type MessagesStub, startMessagesStub } from './messages-stub.fixture';

let proxy: TcpProxy;
let messages: MessagesStub;
let bank: Bank;
let client: TestClient;

beforeAll(async () => {
  proxy = await startTcpProxy(engineUri());
  messages = await startMessagesStub();
  bank = await startBank({ way: proxy.uri, messagesUrl: messages.url });
  client = bank.client;
});
afterAll(async () => {
  await bank.stop();
  await messages.stop();
  await proxy.stop();
});

const deposit = (id: string, headers = {}): Promise<TestAnswer> =>
  client.post(`/accounts/${id}/deposits`, { amount: '1' }, headers);

const codeOf = (answer: TestAnswer): string => `${answer.status} ${problemOf(answer).code}`;

describe('while the engine is away', () => {
  it('everyone is told what is known, and is served when it is back', async () => {
    const warm = await opened(client, 'warm', '10');
    const key = { 'idempotency-key': 'asked-during-an-outage' };
    proxy.cut();
    const asked = await Promise.all([
      client.get('/accounts/warm'),
      client.get('/accounts/warm/statement'),
      client.get('/accounts'),
      client.get('/projections'),
      client.get('/health/ready'),
      deposit('cold'),
      deposit('cold', key),
      deposit(warm, key),
    ]);
    const live = await client.get('/health/live');
    proxy.mend();
    await until(async () => (await client.get('/health/ready')).status === 200);
    await until(async () => (await deposit(warm, key)).status === 201);
    const again = await deposit(warm, key);

    expect(asked.map(codeOf)).toEqual([
      ...Array.from({ length: 6 }, () => '503 try-again-later'),
      ...Array.from({ length: 2 }, () => '503 outcome-unknown'),
    ]);
    expect(asked[0].headers.get('retry-after')).toMatch(/^\d+$/);
    expect(live.status).toBe(200);
    expect(again.status).toBe(201);
    expect(await balanceOf(client, warm)).toBe('11.00');
  });

  it('nothing that was to come of it is lost: the list and the notices go on', async () => {
    await opened(client, 'after', undefined, { owner: 'late' });
    proxy.cut();
    proxy.mend();
    await until(async () => (await client.get('/health/ready')).status === 200);
    const { position } = await succeeded(
      client.post('/transfers', { from: 'warm', to: 'after', amount: '2' }),
    );
    const list = await client.get(`/accounts?owner=late&after=${position}&timeout=20000`);
    await until(() => messages.taken.length === 1);

    expect(list.json).toMatchObject({ accounts: [{ accountId: 'after' }] });
    expect(messages.taken).toMatchObject([{ path: '/users/late/messages' }]);
  });
});
