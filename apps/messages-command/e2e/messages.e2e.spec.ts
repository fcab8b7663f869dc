import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemOf, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type MessagesCommand, startMessagesCommand } from './messages-command.fixture';

let service: MessagesCommand;
let client: TestClient;

beforeAll(async () => {
  service = await startMessagesCommand();
  client = service.clients[0] ?? raise();
});

afterAll(() => service.stop());

const raise = (): never => {
  throw new Error('No copy was started.');
};

const typesOf = async (messageId: string): Promise<readonly string[]> =>
  (await service.log()).filter(({ data }) => data.messageId === messageId).map(({ type }) => type);

describe('sending a message', () => {
  it('answers where it is, and when it was sent', async () => {
    const sent = await client.post('/users/ada/messages', { messageId: 'm1', text: 'Hello', from: 'Bob' });

    expect(sent.status).toBe(201);
    expect(sent.json).toEqual({
      messageId: 'm1',
      userId: 'ada',
      sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      position: sent.position,
    });
    expect(sent.headers.get('location')).toBe('/users/ada/messages/m1');
    expect(sent.headers.get('cache-control')).toBe('no-store');
    const stored = (await service.log()).find(({ position }) => position === sent.position);
    expect(stored?.data).toEqual({ userId: 'ada', messageId: 'm1', text: 'Hello', from: 'Bob' });
  });

  it('makes an id when none is given, another one each time', async () => {
    const first = await client.post('/users/ada/messages', { text: 'Hello' });
    const second = await client.post('/users/ada/messages', { text: 'Hello' });

    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.headers.get('location')).toMatch(/^\/users\/ada\/messages\/[A-Za-z0-9][\w.-]{0,63}$/);
    expect(second.headers.get('location')).not.toBe(first.headers.get('location'));
  });

  it('refuses an id that the user has already, and only that user', async () => {
    await client.post('/users/ada/messages', { messageId: 'taken', text: 'First' });
    const again = await client.post('/users/ada/messages', { messageId: 'taken', text: 'Second' });
    const toAnother = await client.post('/users/bob/messages', { messageId: 'taken', text: 'Third' });

    expect(problemOf(again)).toMatchObject({
      status: 409,
      code: 'message-already-exists',
      userId: 'ada',
      messageId: 'taken',
    });
    expect(toAnother.status).toBe(201);
  });

  it('stores the correlation id with the commit', async () => {
    const sent = await client.post(
      '/users/ada/messages',
      { text: 'Hello' },
      { 'x-correlation-id': 'story 7' },
    );

    const stored = (await service.log()).find(({ position }) => position === sent.position);
    expect(stored?.metadata.correlationId).toBe('story 7');
    expect(sent.headers.get('x-correlation-id')).toBe('story 7');
  });
});

describe('marking a message as read', () => {
  it('writes it once, and answers the first position ever after', async () => {
    await client.post('/users/ada/messages', { messageId: 'r1', text: 'Read me' });
    const first = await client.put('/users/ada/messages/r1/read');
    await client.post('/users/ada/messages', { text: 'Something in between' });
    const second = await client.put('/users/ada/messages/r1/read');

    expect([first.status, first.text]).toEqual([204, '']);
    expect([second.status, second.text]).toEqual([204, '']);
    expect(second.position).toBe(first.position);
    expect(await typesOf('r1')).toEqual(['MessageSent', 'MessageRead']);
  });

  it.each(['never-sent', 'deleted-1'])('does not find a message that is not there: %s', async (messageId) => {
    if (messageId.startsWith('deleted')) {
      await client.post('/users/ada/messages', { messageId, text: 'Short life' });
      await client.delete(`/users/ada/messages/${messageId}`);
    }
    const answer = await client.put(`/users/ada/messages/${messageId}/read`);

    expect(problemOf(answer)).toMatchObject({
      status: 404,
      code: 'message-not-found',
      userId: 'ada',
      messageId,
    });
  });

  it("does not find another user's message", async () => {
    await client.post('/users/ada/messages', { messageId: 'private', text: 'For Ada' });
    expect(problemOf(await client.put('/users/eve/messages/private/read')).status).toBe(404);
    expect(problemOf(await client.delete('/users/eve/messages/private')).status).toBe(404);
    expect(await typesOf('private')).toEqual(['MessageSent']);
  });
});

describe('deleting a message', () => {
  it('finds it once', async () => {
    await client.post('/users/ada/messages', { messageId: 'd1', text: 'Delete me' });
    const first = await client.delete('/users/ada/messages/d1');
    const second = await client.delete('/users/ada/messages/d1');

    expect([first.status, first.text]).toEqual([204, '']);
    expect(first.position).toBeGreaterThan(0);
    expect(problemOf(second)).toMatchObject({ status: 404, code: 'message-not-found', messageId: 'd1' });
  });

  it('keeps the id taken', async () => {
    await client.post('/users/ada/messages', { messageId: 'd2', text: 'Delete me' });
    await client.delete('/users/ada/messages/d2');
    const again = await client.post('/users/ada/messages', { messageId: 'd2', text: 'Again' });

    expect(problemOf(again)).toMatchObject({ status: 409, code: 'message-already-exists' });
  });
});
