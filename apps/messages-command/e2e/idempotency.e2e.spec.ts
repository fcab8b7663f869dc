import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { problemOf, type TestAnswer, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type MessagesCommand, startMessagesCommand } from './messages-command.fixture';

let service: MessagesCommand;
let here: TestClient;
let there: TestClient;

beforeAll(async () => {
  service = await startMessagesCommand(2);
  const [first, second] = service.clients;
  if (first === undefined || second === undefined) throw new Error('Two copies are needed.');
  here = first;
  there = second;
});

afterAll(() => service.stop());

const newKey = (): { readonly 'idempotency-key': string } => ({ 'idempotency-key': randomUUID() });

/** Everything that a repeat has to say again. */
const said = ({ status, text, position, headers }: TestAnswer): readonly unknown[] => [
  status,
  text,
  position,
  headers.get('location'),
  headers.get('etag'),
];

const sentTo = async (user: string): Promise<number> =>
  (await service.log()).filter(({ type, data }) => type === 'MessageSent' && data.userId === user).length;

describe('a repeat under the same key', () => {
  it('gives the first answer again, id made by the service included, at the other instance too', async () => {
    const key = newKey();
    const first = await here.post('/users/u1/messages', { text: 'Once' }, key);
    const again = await here.post('/users/u1/messages', { text: 'Once' }, key);
    const elsewhere = await there.post('/users/u1/messages', { text: 'Once' }, key);

    expect(first.status).toBe(201);
    expect(said(again)).toEqual(said(first));
    expect(said(elsewhere)).toEqual(said(first));
    expect(await sentTo('u1')).toBe(1);
  });

  it('gives the first answer after the message was read and deleted', async () => {
    const [sendKey, readKey, deleteKey] = [newKey(), newKey(), newKey()];
    const body = { messageId: 'm', text: 'Gone soon' };
    const sent = await here.post('/users/u2/messages', body, sendKey);
    const read = await here.put('/users/u2/messages/m/read', undefined, readKey);
    const deleted = await here.delete('/users/u2/messages/m', deleteKey);

    expect(said(await there.post('/users/u2/messages', body, sendKey))).toEqual(said(sent));
    expect(said(await there.put('/users/u2/messages/m/read', undefined, readKey))).toEqual(said(read));
    expect(said(await there.delete('/users/u2/messages/m', deleteKey))).toEqual(said(deleted));
    expect([sent.status, read.status, deleted.status]).toEqual([201, 204, 204]);
  });

  it('writes one message, however many ask for it at once at two instances', async () => {
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? here : there).post('/users/u3/messages', { text: 'Race' }, key),
      ),
    );

    expect(new Set(answers.map((answer) => JSON.stringify(said(answer)))).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await sentTo('u3')).toBe(1);
  });

  it('does not care for the order of members, and refuses another body', async () => {
    const key = newKey();
    const first = await here.post('/users/u4/messages', { text: 'A', from: 'B' }, key);
    const turned = await here.post('/users/u4/messages', { from: 'B', text: 'A' }, key);
    const other = await there.post('/users/u4/messages', { text: 'A', from: 'C' }, key);

    expect(said(turned)).toEqual(said(first));
    expect(problemOf(other)).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(await sentTo('u4')).toBe(1);
  });

  it('is another request at another path or with another method', async () => {
    const key = newKey();
    const first = await here.post('/users/u5/messages', { messageId: 'm', text: 'A' }, key);
    const otherUser = await here.post('/users/u6/messages', { messageId: 'm', text: 'A' }, key);
    const read = await here.put('/users/u5/messages/m/read', undefined, key);

    expect([first.status, otherUser.status, read.status]).toEqual([201, 201, 204]);
    expect(new Set([first.position, otherUser.position, read.position]).size).toBe(3);
  });

  it('is decided anew when the first was refused', async () => {
    const key = newKey();
    const early = await here.delete('/users/u7/messages/later', key);
    await here.post('/users/u7/messages', { messageId: 'later', text: 'Now' });
    const late = await there.delete('/users/u7/messages/later', key);

    expect(problemOf(early).code).toBe('message-not-found');
    expect(late.status).toBe(204);
  });
});

describe('a key that came with nothing to write', () => {
  it('is not bound: the same request is decided anew', async () => {
    const key = newKey();
    await here.post('/users/u10/messages', { messageId: 'm', text: 'Read me' });
    const first = await here.put('/users/u10/messages/m/read');
    const nothing = await here.put('/users/u10/messages/m/read', undefined, key);
    await here.delete('/users/u10/messages/m');
    const late = await there.put('/users/u10/messages/m/read', undefined, key);

    expect(said(nothing)).toEqual(said(first));
    expect(problemOf(late).code).toBe('message-not-found');
  });
});

describe('two instances at once', () => {
  it('give one id to one sender only', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 === 0 ? here : there).post('/users/u8/messages', { messageId: 'one', text: `${index}` }),
      ),
    );

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
    expect(await sentTo('u8')).toBe(1);
  });

  it('record the first reading of a message once', async () => {
    await here.post('/users/u9/messages', { messageId: 'm', text: 'Read me' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 === 0 ? here : there).put('/users/u9/messages/m/read'),
      ),
    );

    expect(new Set(answers.map(({ status, position }) => `${status} ${position}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(204);
  });
});
