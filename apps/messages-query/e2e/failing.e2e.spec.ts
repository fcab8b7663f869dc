import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { problemOf, type TestAnswer, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type MessagesQuery, startMessagesQuery } from './messages-query.fixture';

let service: MessagesQuery;
beforeAll(async () => {
  service = await startMessagesQuery(2);
});
afterAll(() => service.stop());

const untilNotReady = async (client: TestClient): Promise<TestAnswer> => {
  for (;;) {
    const answer = await client.get('/health/ready');
    // Before anyone runs the projection, nobody is ready either.
    if (answer.status === 503 && answer.text.includes('troubles')) return answer;
    await pause(20);
  }
};

it('no instance is ready while the projection fails, whoever runs it; each says why, and answers from before', async () => {
  const sent = await service.write.send('ada', 'm1');
  for (const { client } of service.services) await client.get(`/users/ada/unread-count?after=${sent}`);
  // Of a later release, which this one cannot read.
  const later = { type: 'MessageSent', version: 2, tags: ['user:ada'], data: {} };
  await service.store.append({ events: [later] });

  for (const { client } of service.services) {
    expect(problemOf(await untilNotReady(client))).toMatchObject({
      ...{ status: 503, code: 'try-again-later' },
      checks: { store: 'passed', indexes: 'passed', subscriptions: 'failed' },
      troubles: [
        {
          ...{ kind: 'projection', name: 'messages' },
          error: expect.stringContaining('MessageSent in version 2'),
        },
      ],
    });
    expect((await client.get('/projections')).json).toMatchObject({
      projections: [{ name: 'messages', status: 'failed', position: sent, head: sent + 1, lag: 1 }],
    });
    expect((await client.get('/users/ada/unread-count')).json).toEqual({ userId: 'ada', unread: 1 });
    expect((await client.get('/health/live')).status).toBe(200);
  }
});
