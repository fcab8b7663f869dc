import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultPaths, problemOf, type TestClient } from '@event-sourcing/service-chassis/testing';
import { type MessagesCommand, startMessagesCommand } from './messages-command.fixture';

let service: MessagesCommand;
let client: TestClient;

beforeAll(async () => {
  service = await startMessagesCommand();
  const [first] = service.clients;
  if (first === undefined) throw new Error('A copy is needed.');
  client = first;
});

afterAll(() => service.stop());

const MESSAGES = '/users/ada/messages';

describe('what is not of its form is refused with every fault', () => {
  it.each<readonly [string, unknown, readonly string[]]>([
    ['no text', {}, ['text']],
    ['an empty text', { text: '' }, ['text']],
    ['a text that is no string', { text: 12 }, ['text']],
    ['a text of null', { text: null }, ['text']],
    ['a text of 10,001 code points', { text: '😀'.repeat(10_001) }, ['text']],
    ['a lone surrogate in the text', { text: 'a\ud83d' }, ['text']],
    ['a line break in from', { text: 'a', from: 'a\nb' }, ['from']],
    ['201 code points in from', { text: 'a', from: 'é'.repeat(201) }, ['from']],
    ['an id with a slash', { text: 'a', messageId: 'a/b' }, ['messageId']],
    ['an id with a control character', { text: 'a', messageId: 'a\u0000' }, ['messageId']],
    ['an id that begins with a dot', { text: 'a', messageId: '.a' }, ['messageId']],
    ['an id of 65 characters', { text: 'a', messageId: 'a'.repeat(65) }, ['messageId']],
    ['an id of null', { text: 'a', messageId: null }, ['messageId']],
    ['unknown members', { text: 'a', to: 'bob', constructor: 1 }, ['constructor', 'to']],
    ['several at once', { text: '', from: '', messageId: '' }, ['from', 'messageId', 'text']],
    ['an array', [{ text: 'a' }], ['']],
    ['a string', 'text', ['']],
  ])('%s', async (_what, body, paths) => {
    const answer = await client.post(MESSAGES, body);
    expect(problemOf(answer)).toMatchObject({ status: 400, code: 'validation-failed' });
    expect(faultPaths(answer)).toEqual(paths);
  });

  it('a member named __proto__', async () => {
    const answer = await client.request('POST', MESSAGES, { raw: '{"text":"a","__proto__":{"x":1}}' });
    expect(faultPaths(answer)).toEqual(['__proto__']);
  });

  it.each(['a%20b', 'a%00', '%C3%A9', '-a', 'a'.repeat(65), 'a%2Fb'])(
    'a user id that is none: %s',
    async (id) => {
      expect(faultPaths(await client.post(`/users/${id}/messages`, { text: 'a' }))).toEqual(['userId']);
    },
  );

  it('a message id that is none', async () => {
    expect(faultPaths(await client.put(`${MESSAGES}/a%0Ab/read`))).toEqual(['messageId']);
    expect(faultPaths(await client.delete(`${MESSAGES}/a%0Ab`))).toEqual(['messageId']);
  });

  it('parameters of the query, which commands have none of', async () => {
    expect(faultPaths(await client.post(`${MESSAGES}?dry=true`, { text: 'a' }))).toEqual(['dry']);
  });

  it('a body where none is expected', async () => {
    expect(problemOf(await client.put(`${MESSAGES}/m/read`, { at: 'now' })).status).toBe(400);
  });

  it('an idempotency key that is empty or too long', async () => {
    for (const key of ['', 'k'.repeat(256)]) {
      const answer = await client.post(MESSAGES, { text: 'a' }, { 'idempotency-key': key });
      expect(faultPaths(answer)).toEqual(['Idempotency-Key']);
    }
  });

  it('broken JSON, another media type, too large a body, unknown paths and methods', async () => {
    const broken = await client.request('POST', MESSAGES, { raw: '{"text":' });
    const xml = await client.request('POST', MESSAGES, {
      raw: '<text/>',
      headers: { 'content-type': 'text/xml' },
    });
    const large = await client.post(MESSAGES, { text: 'a'.repeat(65 * 1024) });
    const path = await client.get('/users/ada');
    const method = await client.request('PATCH', MESSAGES, { body: { text: 'a' } });

    expect(problemOf(broken)).toMatchObject({ status: 400, code: 'malformed-json' });
    expect(problemOf(xml)).toMatchObject({ status: 415, code: 'unsupported-media-type' });
    expect(problemOf(large)).toMatchObject({ status: 413, code: 'payload-too-large' });
    expect(problemOf(path)).toMatchObject({ status: 404, code: 'route-not-found' });
    expect(problemOf(method)).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(method.headers.get('allow')).toBe('POST');
  });

  it('and writes nothing', async () => {
    expect(await service.log()).toEqual([]);
  });
});

describe('text is data', () => {
  it.each([
    ['10,000 code points outside the basic plane', '😀'.repeat(10_000)],
    ['controls, NUL and line breaks', 'a\u0000b\r\n\t\u001b[31m\u2028\u2029\u007f\u0085'],
    ['right to left, joiners and combining marks', '\u202eabc \u05d0\u200d👩‍👩‍👧‍👦 e\u0301\ufeff'],
    ['noncharacters and the last code point', '\ufffe\uffff\u{10ffff}'],
    ['what looks like code', '{"$gt":""} <script>alert(1)</script> ${x} %00 \'; DROP TABLE --'],
    ['spaces only', '   '],
  ])('%s', async (_what, text) => {
    const sent = await client.post(MESSAGES, { text });
    expect(sent.status).toBe(201);
    const stored = (await service.log()).find(({ position }) => position === sent.position);
    expect(stored?.data.text).toBe(text);
  });
});

describe('the service', () => {
  it('is live and ready', async () => {
    expect((await client.get('/health/live')).status).toBe(200);
    expect((await client.get('/health/ready')).json).toEqual({
      status: 'ready',
      checks: { store: 'passed', indexes: 'passed', subscriptions: 'passed' },
    });
  });

  it('publishes its contract', async () => {
    const { status, json } = await client.get('/openapi.json');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      paths: {
        '/users/{userId}/messages': { post: {} },
        '/users/{userId}/messages/{messageId}/read': { put: {} },
        '/users/{userId}/messages/{messageId}': { delete: {} },
      },
    });
  });
});
