import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { problemOf, type TestAnswer, type TestClient } from '@event-sourcing/service-chassis/testing';
import { startTcpProxy, type TcpProxy } from '@event-sourcing/tools-kit';
import { engineUri, type MessagesCommand, startMessagesCommand } from './messages-command.fixture';

let proxy: TcpProxy;
let service: MessagesCommand;
let client: TestClient;

beforeAll(async () => {
  proxy = await startTcpProxy(engineUri());
  service = await startMessagesCommand(1, proxy.uri);
  const [first] = service.clients;
  if (first === undefined) throw new Error('A copy is needed.');
  client = first;
});

afterAll(async () => {
  await service.stop();
  await proxy.stop();
});

const untilServed = async (ask: () => Promise<TestAnswer>): Promise<TestAnswer> => {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503) return answer;
    await pause(50);
  }
};

describe('while the engine is away', () => {
  const key = { 'idempotency-key': 'sent-during-an-outage' };
  const send = (headers = {}): Promise<TestAnswer> =>
    client.post('/users/ada/messages', { text: 'Still there?' }, headers);

  it('a command is told to come back, readiness is gone, and the key is served once when it is back', async () => {
    await send();
    proxy.cut();
    const [keyed, ready] = await Promise.all([send(key), client.get('/health/ready')]);
    proxy.mend();
    const served = await untilServed(() => send(key));
    const repeated = await send(key);

    expect(problemOf(keyed)).toMatchObject({ status: 503, code: 'outcome-unknown' });
    expect(problemOf(ready)).toMatchObject({
      status: 503,
      code: 'try-again-later',
      checks: { store: 'failed', indexes: 'failed' },
    });
    expect(served.status).toBe(201);
    expect(repeated.text).toBe(served.text);
    expect(await service.log()).toHaveLength(2);
    expect((await untilServed(() => client.get('/health/ready'))).status).toBe(200);
  });
});
