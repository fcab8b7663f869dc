import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestAnswer } from '@event-sourcing/service-chassis/testing';
import { z } from 'zod';
import { type MessagesQuery, startMessagesQuery } from './messages-query.fixture';

let service: MessagesQuery;

beforeAll(async () => {
  service = await startMessagesQuery();
});

afterAll(() => service.stop());

const contract = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()) })),
  ),
});

/** It listens before it has the lease. */
const untilReady = async (): Promise<TestAnswer> => {
  for (;;) {
    const answer = await service.client.get('/health/ready');
    if (answer.status === 200) return answer;
    await pause(20);
  }
};

describe('the service', () => {
  it('is live, and ready when the projection is run', async () => {
    expect((await service.client.get('/health/live')).status).toBe(200);
    const ready = await untilReady();
    expect(ready.json).toEqual({
      status: 'ready',
      checks: { store: 'passed', indexes: 'passed', subscriptions: 'passed' },
    });
  });

  it('publishes its contract, with the form of its answers', async () => {
    const { paths } = contract.parse((await service.client.get('/openapi.json')).json);
    const own = Object.keys(paths).filter((path) => path.startsWith('/users'));

    expect(own.toSorted()).toEqual([
      '/users/{userId}/message-stream',
      '/users/{userId}/messages',
      '/users/{userId}/messages/{messageId}',
      '/users/{userId}/unread-count',
    ]);
    for (const path of own) {
      const mediaType = path.endsWith('-stream') ? 'text/event-stream' : 'application/json';
      expect(paths[path]?.get?.responses['200']).toMatchObject({ content: { [mediaType]: {} } });
    }
  });
});
