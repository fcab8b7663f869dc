import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemOf, type TestAnswer, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type MessagesQuery, startMessagesQuery } from './messages-query.fixture';
import type { MessagesWriter } from './messages-writer.fixture';

let service: MessagesQuery;
let client: TestClient;
let write: MessagesWriter;

beforeAll(async () => {
  service = await startMessagesQuery();
  ({ client, write } = service);
});

afterAll(() => service.stop());

const TIME: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('the messages of a user', () => {
  it('are listed in the order sent, with their read flag, and the unread are counted', async () => {
    await write.send('ada', 'm1', 'One', 'Bob');
    await write.send('ada', 'm2', 'Two');
    await write.send('bob', 'm1', 'Another user');
    await write.send('ada', 'm3', 'Three');
    const after = await write.read('ada', 'm2');

    const list = await client.get(`/users/ada/messages?after=${after}`);

    expect(list.status).toBe(200);
    expect(list.json).toEqual({
      userId: 'ada',
      unread: 2,
      messages: [
        { messageId: 'm1', text: 'One', from: 'Bob', sentAt: TIME, read: false },
        { messageId: 'm2', text: 'Two', sentAt: TIME, read: true, readAt: TIME },
        { messageId: 'm3', text: 'Three', sentAt: TIME, read: false },
      ],
    });
    expect(list.position).toBeGreaterThanOrEqual(after);
    expect(list.headers.get('cache-control')).toBe('no-store');
  });

  it('can be the unread ones only', async () => {
    await write.sendTogether('u1', ['a', 'b', 'c', 'd']);
    const after = await write.read('u1', 'b');
    const list = await client.get(`/users/u1/messages?unread=true&after=${after}`);
    const all = await client.get('/users/u1/messages?unread=false');

    expect(list.json).toMatchObject({
      unread: 3,
      messages: [{ messageId: 'a' }, { messageId: 'c' }, { messageId: 'd' }],
    });
    expect(all.json).toMatchObject({ unread: 3, messages: [{}, {}, {}, {}] });
  });

  it('are none for a user nobody wrote to', async () => {
    const list = await client.get('/users/nobody/messages');
    const count = await client.get('/users/nobody/unread-count');

    expect([list.status, list.json]).toEqual([200, { userId: 'nobody', unread: 0, messages: [] }]);
    expect([count.status, count.json]).toEqual([200, { userId: 'nobody', unread: 0 }]);
    expect(list.position).toEqual(expect.any(Number));
  });

  it('vanish from lists and counts when they are deleted, read or not', async () => {
    await write.sendTogether('u2', ['unread', 'read', 'stays']);
    await write.read('u2', 'read');
    await write.remove('u2', 'unread');
    const after = await write.remove('u2', 'read', true);

    const list = await client.get(`/users/u2/messages?after=${after}`);
    const count = await client.get(`/users/u2/unread-count?after=${after}`);

    expect(list.json).toMatchObject({ unread: 1, messages: [{ messageId: 'stays' }] });
    expect(count.json).toEqual({ userId: 'u2', unread: 1 });
    expect(count.position).toBeGreaterThanOrEqual(after);
    expect(problemOf(await client.get('/users/u2/messages/read')).status).toBe(404);
  });

  it('are all read in the end', async () => {
    await write.sendTogether('u3', ['a', 'b']);
    await write.read('u3', 'b');
    const after = await write.read('u3', 'a');

    expect((await client.get(`/users/u3/unread-count?after=${after}`)).json).toEqual({
      userId: 'u3',
      unread: 0,
    });
    expect((await client.get('/users/u3/messages?unread=true')).json).toMatchObject({ messages: [] });
  });
});

describe('one message', () => {
  it('is shown as it is listed', async () => {
    await write.send('u4', 'm', 'Read me', 'Bob');
    const after = await write.read('u4', 'm');
    const message = await client.get(`/users/u4/messages/m?after=${after}`);

    expect(message.status).toBe(200);
    expect(message.json).toEqual({
      messageId: 'm',
      text: 'Read me',
      from: 'Bob',
      sentAt: TIME,
      read: true,
      readAt: TIME,
    });
    expect(message.position).toBeGreaterThanOrEqual(after);
  });

  it("is not found when it was never sent, or is another user's", async () => {
    const after = await write.send('u5', 'mine');

    expect(problemOf(await client.get(`/users/u5/messages/never?after=${after}`))).toMatchObject({
      status: 404,
      code: 'message-not-found',
      userId: 'u5',
      messageId: 'never',
    });
    expect(problemOf(await client.get('/users/eve/messages/mine')).code).toBe('message-not-found');
  });
});

describe('text is data', () => {
  it.each([
    ['code points outside the basic plane', '😀'.repeat(10_000)],
    ['controls, NUL and line breaks', 'a\u0000b\r\n\t\u001b[31m\u2028\u2029\u007f\u0085'],
    ['right to left, joiners and combining marks', '\u202eabc \u05d0\u200d👩‍👩‍👧‍👦 e\u0301\ufeff'],
    ['noncharacters and the last code point', '\ufffe\uffff\u{10ffff}'],
    ['what looks like code', '{"$gt":""} $set <script>alert(1)</script> ${x} %00 \'; DROP TABLE --'],
    ['what looks like a path', '$text.a.b'],
  ])('%s', async (_what, text) => {
    const after = await write.send('unicode', `m${Math.random()}`.slice(0, 40), text);
    const list: TestAnswer = await client.get(`/users/unicode/messages?order=desc&limit=1&after=${after}`);
    expect(list.json).toMatchObject({ messages: [{ text }] });
  });
});
