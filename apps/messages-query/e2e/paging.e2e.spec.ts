import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  faultPaths,
  problemOf,
  type TestAnswer,
  type TestClient,
} from '@event-sourcing/service-chassis/testing';
import { z } from 'zod';
import { type MessagesQuery, startMessagesQuery } from './messages-query.fixture';

let service: MessagesQuery;
let client: TestClient;

const NAMES = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7'];

beforeAll(async () => {
  service = await startMessagesQuery();
  ({ client } = service);
  const { write } = service;
  // Some in one commit, some alone, and others' between them.
  await write.sendTogether('ada', ['m1', 'm2', 'm3']);
  await write.sendTogether('bob', ['x1', 'x2']);
  await write.send('ada', 'm4');
  await write.sendTogether('ada', ['m5', 'm6']);
  await write.send('ada', 'm7');
  await write.read('ada', 'm2');
  const after = await write.read('ada', 'm5');
  await client.get(`/users/ada/unread-count?after=${after}`);
});

afterAll(() => service.stop());

const page = z.object({
  messages: z.array(z.object({ messageId: z.string() })),
  nextCursor: z.string().optional(),
});

const pageOf = ({ json }: TestAnswer) => page.parse(json);

const idsOf = (answer: TestAnswer): readonly string[] =>
  pageOf(answer).messages.map(({ messageId }) => messageId);

const cursorOf = async (path: string): Promise<string> => pageOf(await client.get(path)).nextCursor ?? '';

const walk = async (path: string): Promise<readonly (readonly string[])[]> => {
  const pages: (readonly string[])[] = [];
  let cursor: string | undefined;
  do {
    const answer = await client.get(cursor === undefined ? path : `${path}&cursor=${cursor}`);
    pages.push(idsOf(answer));
    cursor = pageOf(answer).nextCursor;
  } while (cursor !== undefined);
  return pages;
};

describe('pages', () => {
  it('follow each other, oldest first, and end', async () => {
    expect(await walk('/users/ada/messages?limit=3')).toEqual([
      ['m1', 'm2', 'm3'],
      ['m4', 'm5', 'm6'],
      ['m7'],
    ]);
  });

  it('end without an empty one', async () => {
    expect(await walk('/users/ada/messages?limit=7')).toEqual([NAMES]);
  });

  it('end where an answer would be larger than 1 MiB, and go on from there', async () => {
    // In JSON six bytes each: 60 kB a message.
    const text = '\u0007'.repeat(10_000);
    const ids = Array.from({ length: 30 }, (_, index) => `large-${index}`);
    let after = 0;
    for (const id of ids) after = await service.write.send('eve', id, text);
    const first = await client.get(`/users/eve/messages?limit=500&after=${after}`);

    expect(Buffer.byteLength(first.text)).toBeLessThanOrEqual(1024 * 1024);
    const pages = await walk('/users/eve/messages?limit=500');
    expect(pages.map(({ length }) => length)).toEqual([13, 13, 4]);
    expect(pages.flat()).toEqual(ids);
  });

  it('can be turned round', async () => {
    expect(await walk('/users/ada/messages?limit=4&order=desc')).toEqual([
      ['m7', 'm6', 'm5', 'm4'],
      ['m3', 'm2', 'm1'],
    ]);
  });

  it('keep to the unread ones, in both orders', async () => {
    expect(await walk('/users/ada/messages?limit=2&unread=true')).toEqual([
      ['m1', 'm3'],
      ['m4', 'm6'],
      ['m7'],
    ]);
    expect(await walk('/users/ada/messages?limit=4&unread=true&order=desc')).toEqual([
      ['m7', 'm6', 'm4', 'm3'],
      ['m1'],
    ]);
  });

  it('need only the cursor: it fixes order and filters', async () => {
    const cursor = await cursorOf('/users/ada/messages?limit=2&unread=true&order=desc');
    expect(idsOf(await client.get(`/users/ada/messages?cursor=${cursor}&limit=500`))).toEqual([
      'm4',
      'm3',
      'm1',
    ]);
  });

  it('count all unread ones of the user, whatever they list', async () => {
    const answers = await Promise.all([
      client.get('/users/ada/messages?limit=1'),
      client.get('/users/ada/messages?limit=1&unread=true&order=desc'),
    ]);
    expect(answers.map(({ json }) => json)).toEqual([
      expect.objectContaining({ unread: 5 }),
      expect.objectContaining({ unread: 5 }),
    ]);
  });
});

describe('a cursor', () => {
  it.each(['order=asc', 'unread=true', 'unread=false'])('is refused with another %s', async (other) => {
    const cursor = await cursorOf('/users/ada/messages?limit=2&order=desc');
    const answer = await client.get(`/users/ada/messages?cursor=${cursor}&${other}`);
    expect(problemOf(answer)).toMatchObject({ status: 400, code: 'validation-failed' });
    expect(faultPaths(answer)).toEqual([other.split('=')[0]]);
  });

  it("is refused on another user's list", async () => {
    const cursor = await cursorOf('/users/ada/messages?limit=2');
    expect(faultPaths(await client.get(`/users/bob/messages?cursor=${cursor}`))).toEqual(['cursor']);
  });

  it('is refused when it was changed or made up', async () => {
    const cursor = await cursorOf('/users/ada/messages?limit=2');
    for (const wrong of [cursor.slice(1), `${cursor}A`, 'abc', '', '7']) {
      expect(faultPaths(await client.get(`/users/ada/messages?cursor=${wrong}`))).toEqual(['cursor']);
    }
  });
});

describe('what is not of its form is refused', () => {
  it.each<readonly [string, readonly string[]]>([
    ['/users/ada/messages?limit=0', ['limit']],
    ['/users/ada/messages?limit=501', ['limit']],
    ['/users/ada/messages?limit=1e2', ['limit']],
    ['/users/ada/messages?limit=10&limit=20', ['limit']],
    ['/users/ada/messages?order=up', ['order']],
    ['/users/ada/messages?unread=yes', ['unread']],
    ['/users/ada/messages?unread=', ['unread']],
    ['/users/ada/messages?read=true', ['read']],
    ['/users/ada/messages?__proto__=1', ['__proto__']],
    ['/users/ada/messages?limit=0&order=up&x=1', ['limit', 'order', 'x']],
    ['/users/ada/messages?after=-1', ['after']],
    ['/users/ada/messages?timeout=30001', ['timeout']],
    ['/users/ada/messages/m1?limit=1', ['limit']],
    ['/users/ada/unread-count?unread=true', ['unread']],
    ['/users/a%20b/messages', ['userId']],
    [`/users/${'a'.repeat(65)}/unread-count`, ['userId']],
    ['/users/ada/messages/a%00b', ['messageId']],
  ])('%s', async (path, paths) => {
    const answer = await client.get(path);
    expect(problemOf(answer)).toMatchObject({ status: 400, code: 'validation-failed' });
    expect(faultPaths(answer)).toEqual(paths);
  });

  it('commands, and paths that there are not', async () => {
    const post = await client.post('/users/ada/messages', { text: 'Hello' });
    expect(problemOf(post)).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(problemOf(await client.get('/users/ada')).code).toBe('route-not-found');
  });
});
