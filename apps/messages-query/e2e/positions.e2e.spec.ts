import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultPaths, problemOf, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type MessagesQuery, startMessagesQuery } from './messages-query.fixture';

let service: MessagesQuery;
let client: TestClient;

beforeAll(async () => {
  service = await startMessagesQuery();
  ({ client } = service);
});

afterAll(() => service.stop());

describe('a query that names a position', () => {
  it('reflects it, as a parameter or as a header', async () => {
    const first = await service.write.send('ada', 'm1');
    const one = await client.get(`/users/ada/messages/m1?after=${first}`);
    const second = await service.write.send('ada', 'm2');
    const two = await client.get('/users/ada/messages/m2', { 'min-log-position': String(second) });

    expect([one.status, two.status]).toEqual([200, 200]);
    expect(two.position).toBeGreaterThanOrEqual(second);
  });

  it('may not name it twice', async () => {
    const answer = await client.get('/users/ada/messages?after=1', { 'min-log-position': '1' });
    expect(faultPaths(answer)).toEqual(['after']);
  });

  it('is answered when a position beyond the head is written at last', async () => {
    const head = await service.store.head();
    const waiting = client.get(`/users/late/messages/m?after=${head + 1}&timeout=30000`);
    await service.write.send('late', 'm');

    expect(await waiting).toMatchObject({ status: 200, json: { messageId: 'm' } });
  });

  it('is told when its time is over', async () => {
    const head = await service.store.head();
    for (const path of [
      '/users/ada/messages',
      '/users/ada/messages/m1',
      '/users/ada/unread-count',
      '/projections',
    ]) {
      const answer = await client.get(`${path}?after=${head + 1000}&timeout=50`);
      expect(problemOf(answer)).toMatchObject({
        status: 504,
        code: 'not-yet-projected',
        after: head + 1000,
        position: head,
      });
    }
  });

  it('keeps the position of a page while the log goes on', async () => {
    const after = await service.write.sendTogether('steady', ['a', 'b', 'c']);
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        await service.write.send('steady', `more-${index}`);
        return client.get(`/users/steady/messages?limit=500&after=${after}`);
      }),
    );
    for (const { status, json } of answers) {
      expect(status).toBe(200);
      // Nobody reads here, so whatever is listed is unread: list and count are of one moment.
      expect(json).toMatchObject({ messages: expect.any(Array) });
      const { unread, messages } = countsOf(json);
      expect(unread).toBe(messages);
    }
  });
});

const countsOf = (json: unknown): { readonly unread: number; readonly messages: number } => {
  if (typeof json !== 'object' || json === null || !('unread' in json) || !('messages' in json)) {
    throw new Error(`Not a list: ${JSON.stringify(json)}`);
  }
  if (typeof json.unread !== 'number' || !Array.isArray(json.messages)) throw new Error('Not a list.');
  return { unread: json.unread, messages: json.messages.length };
};
