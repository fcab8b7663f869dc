import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { problemOf, type TestAnswer, type TestClient } from '@event-sourcing/service-chassis/testing';
import { startTcpProxy, type TcpProxy } from '@event-sourcing/tools-kit';
import { openStream } from './event-source.fixture';
import { engineUri, type MessagesQuery, startMessagesQuery } from './messages-query.fixture';

let proxy: TcpProxy;
let service: MessagesQuery;
let client: TestClient;

beforeAll(async () => {
  proxy = await startTcpProxy(engineUri());
  service = await startMessagesQuery(1, proxy.uri);
  ({ client } = service);
});

afterAll(async () => {
  await service.stop();
  await proxy.stop();
});

const untilServed = async (ask: () => Promise<TestAnswer>): Promise<TestAnswer> => {
  for (;;) {
    const answer = await ask();
    if (answer.status === 200) return answer;
    await pause(50);
  }
};

describe('while the engine is away', () => {
  it('queries are told to come back, and what happened meanwhile is shown when it is back', async () => {
    const before = await service.write.send('ada', 'm1');
    await client.get(`/users/ada/messages?after=${before}`);
    proxy.cut();
    const meanwhile = await service.write.send('ada', 'm2');
    const [away, ready] = await Promise.all([
      client.get('/users/ada/unread-count'),
      client.get('/health/ready'),
    ]);
    proxy.mend();
    const back = await untilServed(() =>
      client.get(`/users/ada/unread-count?after=${meanwhile}&timeout=1000`),
    );

    expect(problemOf(away)).toMatchObject({ status: 503, code: 'try-again-later' });
    expect(away.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(problemOf(ready)).toMatchObject({ status: 503, code: 'try-again-later' });
    expect(back.json).toEqual({ userId: 'ada', unread: 2 });
    expect((await untilServed(() => client.get('/health/ready'))).status).toBe(200);
  });

  it('streams wait, and go on with what happened meanwhile', async () => {
    const { url } = client;
    const stream = await openStream(`${url}/users/bob/message-stream`);
    const first = await service.write.send('bob', 'm1');
    const [before] = await stream.take(1);
    proxy.cut();
    const meanwhile = await service.write.send('bob', 'm2');
    proxy.mend();
    const [after] = await stream.take(1);
    await stream.close();

    expect([before?.id, after?.id]).toEqual([String(first), String(meanwhile)]);
  });

  it('streams are opened, and tell what happened meanwhile when it is back', async () => {
    const { url } = client;
    const before = await service.write.send('eve', 'm1');
    await client.get(`/users/eve/unread-count?after=${before}`);
    proxy.cut();
    const [fromNow, resumed] = await Promise.all([
      openStream(`${url}/users/eve/message-stream`),
      openStream(`${url}/users/eve/message-stream?lastEventId=${before - 1}`),
    ]);
    expect([(await fromNow.opened()).id, (await resumed.opened()).id]).toEqual([
      String(before),
      String(before - 1),
    ]);
    const meanwhile = await service.write.send('eve', 'm2');
    proxy.mend();
    const seen = [...(await fromNow.take(1)), ...(await resumed.take(2))].map(({ id }) => Number(id));
    await Promise.all([fromNow.close(), resumed.close()]);
    expect(seen).toEqual([meanwhile, before, meanwhile]);
  });
});
