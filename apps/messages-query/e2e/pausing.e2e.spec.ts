import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { problemOf, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type MessagesQuery, startMessagesQuery } from './messages-query.fixture';
import { setTimeout as rest } from 'node:timers/promises';

let messages: MessagesQuery;
beforeAll(async () => {
  messages = await startMessagesQuery(2);
});
afterAll(() => messages.stop());

const statusAt = async (client: TestClient): Promise<object> => {
  const { json } = await client.get('/projections');
  return (json as { readonly projections: readonly object[] }).projections[0] ?? {};
};

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await rest(20);
};

it('a projection that is paused answers from where it stands, whichever instance is left, until it is resumed', async () => {
  const [one, other] = messages.services;
  if (one === undefined || other === undefined) throw new Error('There are two instances.');
  const before = await messages.write.send('ada', 'm1');
  await one.client.get(`/users/ada/unread-count?after=${before}`);
  expect((await one.client.post('/projections/messages/pause', { reason: 'repairs' })).status).toBe(202);
  await until(async () => {
    const told = await Promise.all([one, other].map(({ client }) => statusAt(client)));
    return told.every((status) => 'status' in status && status.status === 'paused');
  });

  const after = await messages.write.send('ada', 'm2');
  await one.stop();
  const { client } = other;
  const late = problemOf(await client.get(`/users/ada/unread-count?after=${after}&timeout=1000`));
  expect(late).toMatchObject({ status: 504, code: 'not-yet-projected' });
  expect(await client.get('/users/ada/unread-count')).toMatchObject({
    ...{ status: 200, position: before, json: { userId: 'ada', unread: 1 } },
  });
  expect(await statusAt(client)).toMatchObject({
    ...{ status: 'paused', position: before, head: after, lag: 1 },
    paused: { since: expect.any(String), reason: 'repairs' },
  });
  expect((await client.get('/health/ready')).json).toMatchObject({
    status: 'ready',
    troubles: [{ kind: 'projection', name: 'messages', paused: { since: expect.any(String) } }],
  });

  expect((await client.post('/projections/messages/resume', { reason: 'mended' })).status).toBe(202);
  const { json } = await client.get(`/users/ada/unread-count?after=${after}&timeout=20000`);
  expect(json).toEqual({ userId: 'ada', unread: 2 });
});
