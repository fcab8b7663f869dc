import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { leaveBeforeAnswer } from '@event-sourcing/service-chassis/testing';
import { startTcpProxy, type TcpProxy } from '@event-sourcing/tools-kit';
import { engineUri, type MessagesQuery, startMessagesQuery } from './messages-query.fixture';

let proxy: TcpProxy;
let query: MessagesQuery;
/** What the service asks of its database. */
let requests: string[] = [];

beforeAll(async () => {
  proxy = await startTcpProxy(engineUri(), () => (message) => {
    requests.push(message.toString('latin1'));
    return undefined;
  });
  query = await startMessagesQuery(1, proxy.uri, { LOG_LEVEL: 'info' });
  const sent = await query.write.send('ann', 'm1');
  expect((await query.client.get(`/users/ann/messages?after=${sent}&timeout=20000`)).status).toBe(200);
});
afterAll(async () => {
  await query.stop();
  await proxy.stop();
});

describe('when a client leaves before it has its answer, no more is read for it', () => {
  it.each([
    ['/users/ann/messages', 'messages.messages'],
    ['/users/ann/messages/m1', 'messages.messages'],
    ['/users/ann/unread-count', 'messages.mailboxes'],
  ])('of %s', async (path, about) => {
    const [service] = query.services;
    if (!service) throw new Error('There is an instance.');
    proxy.halt();
    await leaveBeforeAnswer(service, path);
    requests = [];
    proxy.mend();
    // What is asked behind it is answered behind it.
    for (let asked = 0; asked < 2; asked += 1)
      expect((await service.client.get('/projections')).status).toBe(200);
    expect(requests.filter((request) => request.includes(about)).length).toBe(0);
  });
});
