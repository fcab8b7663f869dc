import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultPaths, problemOf } from '@event-sourcing/service-chassis/testing';
import { openStream } from './event-source.fixture';
import { type MessagesQuery, startMessagesQuery } from './messages-query.fixture';

let service: MessagesQuery;
let urls: readonly string[];

beforeAll(async () => {
  service = await startMessagesQuery(2);
  urls = service.services.map(({ url }) => url);
});

afterAll(() => service.stop());

const streamOf = (user: string, instance = 0) => `${urls[instance]}/users/${user}/message-stream`;

describe('the message stream', () => {
  it('tells what happens from now on: sent, read, deleted, with the message and the position', async () => {
    const before = await service.write.send('ada', 'old');
    const stream = await openStream(streamOf('ada'));
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(stream.headers.get('cache-control')).toBe('no-store');
    expect(stream.headers.get('log-position')).toBe(String(before));
    const open = { id: String(before), event: 'open', data: { position: before } };
    expect(await stream.opened()).toEqual(open);

    const sent = await service.write.send('ada', 'm1', 'Hello\nAda', 'Bob');
    await service.write.send('eve', 'm1');
    const read = await service.write.read('ada', 'm1');
    const deleted = await service.write.remove('ada', 'm1', true);
    const events = await stream.take(3);
    await stream.close();

    const time: unknown = expect.stringMatching(/^\d{4}-.*Z$/);
    const message = { messageId: 'm1', text: 'Hello\nAda', from: 'Bob', sentAt: time };
    expect(events).toEqual([
      { id: String(sent), event: 'sent', data: { ...message, read: false } },
      { id: String(read), event: 'read', data: { ...message, read: true, readAt: time } },
      { id: String(deleted), event: 'deleted', data: { ...message, read: true, readAt: time } },
    ]);
  });

  it('goes on after Last-Event-ID, at the other instance, also inside a commit', async () => {
    const first = await service.write.sendTogether('bob', ['a', 'b', 'c']);
    const stream = await openStream(streamOf('bob'), { 'last-event-id': String(first - 3) });
    expect((await stream.take(1)).map(({ data }) => data)).toMatchObject([{ messageId: 'a' }]);
    await stream.close();

    const resumed = await openStream(streamOf('bob', 1), { 'last-event-id': String(first - 2) });
    const later = await service.write.send('bob', 'd');
    const events = await resumed.take(3);
    await resumed.close();
    expect(events.map(({ id, data }) => [Number(id), data])).toMatchObject([
      [first - 1, { messageId: 'b' }],
      [first, { messageId: 'c' }],
      [later, { messageId: 'd' }],
    ]);
  });

  it('goes on after `lastEventId` where no header can be sent, and after the header where both are', async () => {
    const first = await service.write.sendTogether('hal', ['a', 'b', 'c']);
    const url = `${streamOf('hal')}?lastEventId=${first - 2}`;
    const stream = await openStream(url);
    expect(await stream.opened()).toMatchObject({ id: String(first - 2) });
    expect((await stream.take(2)).map(({ data }) => data)).toMatchObject([
      { messageId: 'b' },
      { messageId: 'c' },
    ]);
    await stream.close();
    const resumed = await openStream(url, { 'last-event-id': String(first - 1) });
    expect((await resumed.take(1)).map(({ data }) => data)).toMatchObject([{ messageId: 'c' }]);
    await resumed.close();
  });

  it('tells a long past in order, each once, without a gap to what comes', async () => {
    const start = await service.store.head();
    const texts = Array.from({ length: 250 }, (_, index) => `n${index}`);
    for (let index = 0; index < 250; index += 10) {
      await service.write.sendTogether('carl', texts.slice(index, index + 10));
    }
    const streams = await Promise.all(
      [0, 1].map((instance) => openStream(streamOf('carl', instance), { 'last-event-id': String(start) })),
    );
    await service.write.sendTogether('carl', ['x', 'y']);
    for (const stream of streams) {
      const ids = (await stream.take(252)).map(({ data }) => data);
      expect(ids).toMatchObject([...texts, 'x', 'y'].map((messageId) => ({ messageId })));
      await stream.close();
    }
  });

  it('begins where `after` has been reached, and is refused when that is not in time', async () => {
    const head = await service.write.send('dora', 'm1');
    const stream = await openStream(`${streamOf('dora')}?after=${head}`);
    expect(stream.headers.get('log-position')).toBe(String(head));
    await stream.close();
    const late = await service.client.get(`/users/dora/message-stream?after=${head + 1}&timeout=0`);
    expect(problemOf(late)).toMatchObject({ status: 504, code: 'not-yet-projected' });
  });

  it.each(['x', '-1', '1.0', '01', '9007199254740992'])('refuses %j as Last-Event-ID', async (id) => {
    const answer = await service.client.get('/users/ada/message-stream', { 'last-event-id': id });
    expect(answer.status).toBe(400);
    expect(faultPaths(answer)).toEqual(['Last-Event-ID']);
  });

  it.each(['', '-1', '01', '1&lastEventId=1'])('refuses %j as lastEventId', async (id) => {
    const answer = await service.client.get(`/users/ada/message-stream?lastEventId=${id}`);
    expect(answer.status).toBe(400);
    expect(faultPaths(answer)).toEqual(['lastEventId']);
  });

  it('goes on after the head, and refuses what lies beyond it', async () => {
    const head = await service.write.send('gil', 'm1');
    const stream = await openStream(streamOf('gil', 1), { 'last-event-id': String(head) });
    expect([stream.status, stream.headers.get('log-position')]).toEqual([200, String(head)]);
    await stream.close();
    for (const beyond of [
      await service.client.get('/users/gil/message-stream', { 'last-event-id': String(head + 1) }),
      await service.client.get(`/users/gil/message-stream?lastEventId=${head + 1}`),
    ]) {
      expect(problemOf(beyond)).toMatchObject({ status: 400, code: 'validation-failed' });
      expect(faultPaths(beyond)).toEqual(['position']);
    }
  });

  it('answers HEAD without a stream', async () => {
    const answer = await service.client.request('HEAD', '/users/ada/message-stream');
    expect(answer).toMatchObject({ status: 200, text: '' });
  });

  it('ends when the instance shuts down, and goes on at the other one', async () => {
    const stream = await openStream(streamOf('fay', 0));
    await service.write.send('fay', 'm1');
    const [event] = await stream.take(1);
    const stopped = service.services[0]?.stop();
    await stream.ended();
    await stopped;
    await service.write.send('fay', 'm2');
    const resumed = await openStream(streamOf('fay', 1), { 'last-event-id': event?.id ?? '' });
    expect(await resumed.take(1)).toMatchObject([{ event: 'sent', data: { messageId: 'm2' } }]);
    await resumed.close();
  });
});
