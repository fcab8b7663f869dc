import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { dropOldGenerations, Subscriptions } from '@event-sourcing/event-store';
import { problemOf, type TestAnswer, type TestClient } from '@event-sourcing/service-chassis/testing';
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

/** So many events that their rebuild takes a hundred times as long as an answer. */
const COMMITS = 200;
const MESSAGES_OF_A_COMMIT = 50;

const sendLongHistory = async (user: string): Promise<void> => {
  const messages = Array.from({ length: MESSAGES_OF_A_COMMIT }, (_, index) => index + 1);
  const commits = Array.from({ length: COMMITS }, (_, commit) =>
    service.write.sendTogether(
      user,
      messages.map((message) => `m${commit * MESSAGES_OF_A_COMMIT + message}`),
    ),
  );
  await Promise.all(commits);
};

const untilRebuilt = async (): Promise<void> => {
  for (const client of clients) {
    while ((await statusAt(client))?.status === 'rebuilding') await pause(20);
  }
};

describe('a rebuild of the messages', () => {
  it('goes on behind answers that never step back, at both instances', async () => {
    await sendLongHistory('ada');
    const head = await service.write.read('ada', 'm7');
    await Promise.all(
      clients.map((client) => client.get(`/users/ada/unread-count?after=${head}&timeout=30000`)),
    );

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
      // All are sent but the one that was read; every later position is one more unread.
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
    expect(problemOf(refused)).toMatchObject({ status: 409, code: 'rebuild-in-progress' });
    await untilRebuilt();
    expect((await ask('once')).status).toBe(202);
    expect(await statusAt(service.client)).not.toHaveProperty('rebuild');
    // What the key asked for is replaced, and its documents are dropped.
    await ask('next');
    await untilRebuilt();
    const subscriptions = await Subscriptions.open(service.store);
    expect(await dropOldGenerations(subscriptions, 'messages')).toContain('messages.messages.v1');
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
