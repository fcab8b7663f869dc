import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { problemOf, type TestAnswer, type TestClient } from '@event-sourcing/service-shell/testing';
import { z } from 'zod';
import { type MessagesQuery, startMessagesQuery } from './messages-query.fixture';

let service: MessagesQuery;
let clients: readonly TestClient[];

beforeAll(async () => {
  service = await startMessagesQuery(2);
  clients = service.services.map(({ client }) => client);
});

afterAll(() => service.stop());

const listed = z.object({
  projections: z
    .array(
      z.object({
        status: z.string(),
        rebuild: z
          .object({ version: z.number(), position: z.number(), percent: z.number(), secondsLeft: z.number() })
          .optional(),
      }),
    )
    .length(1),
});

const statusAt = async (client: TestClient) =>
  listed.parse((await client.get('/projections')).json).projections[0];

const untilRebuilt = async (): Promise<void> => {
  for (const client of clients) {
    while ((await statusAt(client))?.status === 'rebuilding') await pause(20);
  }
};

describe('a rebuild of the messages', () => {
  it('goes on behind answers that never step back, at both instances', async () => {
    for (let message = 1; message <= 200; message += 1) await service.write.send('ada', `m${message}`);
    const head = await service.write.read('ada', 'm7');
    await Promise.all(clients.map((client) => client.get(`/users/ada/unread-count?after=${head}`)));

    const begun = await service.client.post('/projections/messages/rebuild');
    const [first, second] = await Promise.all(clients.map(statusAt));
    expect(begun.status).toBe(202);
    for (const status of [first, second]) {
      expect(status).toMatchObject({ status: 'rebuilding', rebuild: { version: 1 } });
    }

    const seen: TestAnswer[] = [];
    let latest = head;
    const done = untilRebuilt().then(() => true);
    while (!(await Promise.race([done, pause(10).then(() => false)]))) {
      for (const client of clients) seen.push(await client.get('/users/ada/unread-count'));
      latest = await service.write.send('ada', `new-${latest}`);
      const [one] = await Promise.all(
        clients.map((client) => client.get(`/users/ada/unread-count?after=${latest}`)),
      );
      if (one) seen.push(one);
    }
    expect(seen.length).toBeGreaterThan(0);
    for (const answer of seen) {
      expect(answer.status).toBe(200);
      // 200 sent, one read at 201; every later position is one more unread.
      expect(answer.json).toEqual({ userId: 'ada', unread: (answer.position ?? 0) - 2 });
      expect(answer.position).toBeGreaterThanOrEqual(head);
    }
  });

  it('is refused while one is under way, and asked for once by each key', async () => {
    await untilRebuilt();
    const ask = (key?: string) =>
      service.client.post(
        '/projections/messages/rebuild',
        undefined,
        key === undefined ? {} : { 'idempotency-key': key },
      );
    const answers = [await ask('once'), await ask('once')];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    const refused = await ask();
    // It may be done already: the log of this test is short.
    if (refused.status !== 202) {
      expect(problemOf(refused)).toMatchObject({ status: 409, code: 'rebuild-in-progress' });
    }
    await untilRebuilt();
    expect((await ask('once')).status).toBe(202);
    expect(await statusAt(service.client)).not.toHaveProperty('rebuild');
  });

  it('of what is no projection is not found', async () => {
    expect(problemOf(await service.client.post('/projections/accounts/rebuild'))).toMatchObject({
      status: 404,
      code: 'projection-not-found',
    });
  });
});
