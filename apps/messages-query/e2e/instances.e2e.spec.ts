import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestClient } from '@event-sourcing/service-chassis/testing';
import { z } from 'zod';
import { type MessagesQuery, startMessagesQuery } from './messages-query.fixture';

let service: MessagesQuery;
let clients: readonly TestClient[];

beforeAll(async () => {
  service = await startMessagesQuery(2);
  clients = service.services.map(({ client }) => client);
});

afterAll(() => service.stop());

const projections = z.object({
  projections: z.array(
    z.object({ name: z.string(), status: z.string(), position: z.number(), lag: z.number() }),
  ),
});

const statusAt = async (client: TestClient) => {
  const answer = await client.get('/projections');
  return { ...projections.parse(answer.json).projections[0], reflects: answer.position };
};

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await pause(20);
};

describe('two instances', () => {
  it('run the projection once: the other one waits, and both are ready', async () => {
    await until(async () =>
      (await Promise.all(clients.map(statusAt))).some(({ status }) => status === 'running'),
    );
    const statuses = await Promise.all(clients.map(async (client) => (await statusAt(client)).status));
    const ready = await Promise.all(clients.map((client) => client.get('/health/ready')));

    expect(statuses.toSorted()).toEqual(['running', 'waiting']);
    expect(ready.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('both reflect a command that was answered before, every time', async () => {
    for (let round = 1; round <= 50; round += 1) {
      const after = await service.write.send('ada', `m${round}`);
      const counts = await Promise.all(
        clients.map((client) => client.get(`/users/ada/unread-count?after=${after}`)),
      );
      expect(counts.map(({ json }) => json)).toEqual(clients.map(() => ({ userId: 'ada', unread: round })));
    }
  });

  it('tell how far the projection is', async () => {
    const head = await service.write.send('bob', 'm');
    await Promise.all(clients.map((client) => client.get(`/users/bob/messages?after=${head}`)));
    const answers = await Promise.all(clients.map((client) => client.get('/projections')));

    for (const { json, position } of answers) {
      expect(position).toBe(head);
      expect(json).toEqual({
        projections: [
          {
            name: 'messages',
            version: 1,
            status: expect.stringMatching(/^(running|waiting)$/),
            position: head,
            head,
            lag: 0,
          },
        ],
      });
    }
  });

  it('go on when the one that runs the projection ends, and the other one is ready all the while', async () => {
    const statuses = await Promise.all(clients.map(statusAt));
    const running = service.services[statuses.findIndex(({ status }) => status === 'running')];
    const left = service.services.find((one) => one !== running);
    if (running === undefined || left === undefined) throw new Error('One runs it, and one waits.');
    const readiness = new Set<number>();
    let takenOver = false;
    const watched = until(async () => {
      readiness.add((await left.client.get('/health/ready')).status);
      return takenOver;
    });
    await running.stop();
    const after = await service.write.send('carl', 'm');
    const answer = await left.client.get(`/users/carl/messages/m?after=${after}&timeout=15000`);
    takenOver = true;
    await watched;

    expect([answer.status, ...readiness]).toEqual([200, 200]);
    expect(await statusAt(left.client)).toMatchObject({ status: 'running', lag: 0 });
    expect((await left.client.get('/health/ready')).status).toBe(200);
  });
});
