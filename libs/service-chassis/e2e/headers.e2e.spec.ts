import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type IncomingMessage, request as rawRequest } from 'node:http';
import { json } from 'node:stream/consumers';
import { faultPaths, problemOf, startTestService, type TestService } from '../src/testing';
import { sample } from './sample-service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(sample);
});
afterAll(() => service.stop());

const put = (key: string | undefined, amount = '1', path = '/boxes/a/coins') =>
  service.client.post(path, { amount }, key === undefined ? {} : { 'idempotency-key': key });

/** An id that the service made. */
const MADE: unknown = expect.stringMatching(/^[\w-]{36}$/);

const addressOf = (url: string) => {
  const { hostname, port } = new URL(url);
  return { hostname, port };
};

/** A member of an answer. */
const member = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Object.entries(of).find(([each]) => each === name)?.[1] : undefined;

const command = async (...request: Parameters<typeof put>): Promise<unknown> => {
  const { json } = await put(...request);
  return member(json, 'command');
};

/** Sends a header more than once, which fetch would join. */
const repeated = (name: string, values: readonly string[]): Promise<number | undefined> => {
  const outcome = Promise.withResolvers<number | undefined>();
  const headers = { [name]: [...values], 'content-type': 'application/json' };
  const sent = rawRequest(`${service.url}/boxes/a/coins`, { method: 'POST', headers }, (response) => {
    response.resume();
    outcome.resolve(response.statusCode);
  });
  sent.on('error', outcome.reject);
  sent.end('{"amount":"1"}');
  return outcome.promise;
};

describe('Idempotency-Key', () => {
  it('names the same command for the same key, method and path', async () => {
    const first = await command('k-1', '12.5');
    expect(first).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await command('k-1', '12.50')).toEqual(first);
    expect(await command('k-1', '12.5', '/boxes/%61/coins')).toEqual(first);
  });

  it('another body is another request under the same command', async () => {
    const [first, other] = [await command('k-1', '12.5'), await command('k-1', '12.05')];
    expect(other).toMatchObject({ id: member(first, 'id') });
    expect(other).not.toEqual(first);
  });

  it('another key or path is another command', async () => {
    const commits = [await command('k-1'), await command('k-2'), await command('k-1', '1', '/boxes/b/coins')];
    expect(new Set(commits.map((each) => member(each, 'id'))).size).toBe(3);
  });

  it('the order of members does not matter', async () => {
    const send = async (raw: string) =>
      (await service.client.request('POST', '/boxes/a/coins', { raw, headers: { 'idempotency-key': 'k' } }))
        .json;
    expect(await send('{"amount":"1","description":"x"}')).toMatchObject({
      command: member(await send('{"description":"x","amount":"1.0"}'), 'command'),
    });
  });

  it('without it there is no command', async () => {
    expect(await command(undefined)).toBeUndefined();
  });

  it.each(['', 'a b', 'ä', 'a'.repeat(256)])('%j is refused', async (key) => {
    expect(faultPaths(await put(key))).toEqual(['Idempotency-Key']);
  });

  it('255 characters are fine, given once', async () => {
    expect((await put('~'.repeat(255))).status).toBe(201);
    expect(await repeated('idempotency-key', ['a', 'a'])).toBe(400);
    expect(await repeated('idempotency-key', ['a'])).toBe(201);
  });
});

describe('ETag, If-Match and If-None-Match', () => {
  const withMatch = (value: string) =>
    service.client.post('/boxes/a/coins', { amount: '1' }, { 'if-match': value });

  it.each(['"17"', '*', '"16", "17"', '"a,b" , "17"'])(
    'If-Match: %s lets version 17 through',
    async (value) => {
      expect((await withMatch(value)).status).toBe(201);
    },
  );

  it.each(['"16"', 'W/"17"', '"017"', '"1,7"', '""'])('If-Match: %s does not', async (value) => {
    expect(problemOf(await withMatch(value))).toMatchObject({
      status: 412,
      code: 'precondition-failed',
      boxId: 'a',
    });
  });

  it.each(['17', '"17', '"17",', ',', '', '"16" "17"', '*, "17"', "'17'"])(
    'If-Match: %j is malformed',
    async (value) => {
      expect(faultPaths(await withMatch(value))).toEqual(['If-Match']);
    },
  );

  it('what the caller has already is not sent again', async () => {
    for (const value of ['"17"', 'W/"17"', '*', '"3", "17"']) {
      const answer = await service.client.get('/boxes/a', { 'if-none-match': value });
      expect([answer.status, answer.text, answer.headers.get('etag'), answer.position]).toEqual([
        304,
        '',
        '"17"',
        100,
      ]);
    }
    expect((await service.client.get('/boxes/a', { 'if-none-match': '"16"' })).status).toBe(200);
    expect(faultPaths(await service.client.get('/boxes/a', { 'if-none-match': '16' }))).toEqual([
      'If-None-Match',
    ]);
  });
});

describe('a condition that a route does not know', () => {
  it.each([
    ['GET', '/boxes/a', 'If-Match'],
    ['HEAD', '/boxes', 'If-Match'],
    ['GET', '/health/live', 'If-Match'],
    ['GET', '/health/ready', 'If-Match'],
    ['GET', '/', 'If-Match'],
    ['GET', '/docs', 'If-Match'],
    ['GET', '/docs/swagger-ui-bundle.js', 'If-Match'],
    ['GET', '/openapi.json', 'If-Match'],
    ['HEAD', '/openapi.json', 'If-Match'],
    ['DELETE', '/boxes/a', 'If-Match'],
    ['PUT', '/boxes/a/open', 'If-Match'],
    ['POST', '/projections/boxes/rebuild', 'If-Match'],
    ['PUT', '/boxes/a/open', 'If-None-Match'],
    ['POST', '/boxes/a/coins', 'If-None-Match'],
  ])('is refused, whatever it says: %s %s with %s', async (method, path, name) => {
    for (const value of ['*', '"17"', '17']) {
      const body = path.endsWith('coins') ? { amount: '1' } : undefined;
      const answer = await service.client.request(method, path, { body, headers: { [name]: value } });
      expect(answer.status).toBe(400);
      if (method !== 'HEAD') expect(faultPaths(answer)).toEqual([name]);
    }
  });
});

describe('X-Correlation-Id', () => {
  it('is returned, and known to the handler before and after it waits', async () => {
    const answer = await service.client.get('/boxes/a/correlation', { 'x-correlation-id': 'c 1' });
    expect(answer.json).toEqual({ before: 'c 1', after: 'c 1' });
    expect(answer.headers.get('x-correlation-id')).toBe('c 1');
  });

  it('is known to handlers of requests with bodies, many at once', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `c-${index}`);
    const answers = await Promise.all(
      ids.map((id) => service.client.post('/boxes/a/coins', { amount: '1' }, { 'x-correlation-id': id })),
    );
    expect(answers.map(({ json }) => member(json, 'correlationId'))).toEqual(ids);
  });

  it('is known to handlers whose body came late', async () => {
    const outcome = Promise.withResolvers<unknown>();
    const headers = { 'content-type': 'application/json', 'x-correlation-id': 'late' };
    const sent = rawRequest(`${service.url}/boxes/a/coins`, { method: 'POST', headers }, (response) => {
      json(response).then(outcome.resolve, outcome.reject);
    });
    sent.write('{"amount":');
    // Another answer in between: the first half has arrived by then.
    await service.client.get('/boxes/a', { 'x-correlation-id': 'other' });
    sent.end('"1"}');
    expect(await outcome.promise).toMatchObject({ correlationId: 'late' });
  });

  it.each([
    ...['/boxes/a', '/boxes/gone', '/boxes/defect', '/boxes/%zz', '/boxes?limit=0', '/nix'],
    ...['/', '/docs', '/openapi.json', '/health/live', '/health/ready'],
  ])('is returned with every answer, and made where none is given: %s', async (path) => {
    const idOf = async (headers = {}) =>
      (await service.client.get(path, headers)).headers.get('x-correlation-id');
    expect(await idOf({ 'x-correlation-id': 'c 7' })).toBe('c 7');
    const made = await Promise.all([idOf(), idOf()]);
    expect(made).toEqual([MADE, MADE]);
    expect(new Set(made).size).toBe(2);
  });

  it.each(['CONNECT', 'PUT', 'TRACE'])('is returned to a method that a path has not: %s', async (method) => {
    const outcome = Promise.withResolvers<IncomingMessage>();
    const headers = { 'x-correlation-id': 'c 8' };
    const sent = rawRequest(
      { ...addressOf(service.url), path: '/boxes/a', method, headers, agent: false },
      outcome.resolve,
    );
    // Node's client takes any answer to CONNECT for a tunnel.
    sent.on('connect', (response, socket) => {
      socket.destroy();
      outcome.resolve(response);
    });
    sent.on('error', outcome.reject).end();
    const answer = await outcome.promise;
    answer.resume();
    expect([answer.statusCode, answer.headers['x-correlation-id']]).toEqual([405, 'c 8']);
  });

  it.each(['', 'a'.repeat(129), 'ä'])('%j is refused', async (id) => {
    expect(faultPaths(await service.client.get('/boxes/a', { 'x-correlation-id': id }))).toEqual([
      'X-Correlation-Id',
    ]);
  });
});

describe('Cache-Control', () => {
  it.each(['/boxes/a', '/boxes/gone', '/nix', '/projections'])('%s is never stored', async (path) => {
    expect((await service.client.get(path)).headers.get('cache-control')).toBe('no-store');
  });

  it.each(['/health/live', '/openapi.json', '/docs'])('%s is the same for everyone', async (path) => {
    expect((await service.client.get(path)).headers.get('cache-control')).not.toBe('no-store');
  });
});
