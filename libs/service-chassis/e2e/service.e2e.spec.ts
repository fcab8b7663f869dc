import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { problemOf, startTestService, type TestService } from '../src/testing';
import { Gate, Journal, sample, Store } from './sample-service';

let service: TestService | undefined;
const start = async (): Promise<TestService> => (service = await startTestService(sample));
afterEach(async () => {
  await service?.stop();
  service = undefined;
});

const sendRaw = async (url: string, bytes: string): Promise<string> => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(bytes);
  return text(socket);
};

describe('health', () => {
  it('is live, and ready while its checks pass', async () => {
    const { client, app } = await start();
    expect((await client.get('/health/live')).json).toEqual({ status: 'live' });
    expect((await client.get('/health/ready')).json).toEqual({
      status: 'ready',
      checks: { store: 'passed' },
    });
    app.get(Store).reachable = false;
    const answer = await client.get('/health/ready');
    expect(problemOf(answer)).toMatchObject({
      status: 503,
      code: 'try-again-later',
      checks: { store: 'failed' },
    });
    expect(answer.text).not.toContain('secret');
    expect((await client.get('/health/live')).status).toBe(200);
  });
});

describe('what is not HTTP', () => {
  it.each([
    ['NONSENSE\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nHost: localhost\r\nBad Header: 1\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%j is answered with a problem', async (bytes, status) => {
    const { url } = await start();
    const [head = '', body = ''] = (await sendRaw(url, bytes)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} .*content-type: application/problem\\+json`, 'is'));
    expect(head).toMatch(/^x-correlation-id: [\w-]{36}$/im);
    expect(JSON.parse(body)).toMatchObject({ status, code: 'validation-failed' });
  });
});

describe('a GET', () => {
  it('ignores a body', async () => {
    const { url } = await start();
    const head =
      'GET /boxes/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 7\r\nContent-Type: x/y';
    expect(await sendRaw(url, `${head}\r\n\r\n{"a":1}`)).toMatch(/^HTTP\/1.1 200 /);
  });

  it('may be answered with something else than JSON', async () => {
    const { client } = await start();
    const { text: csv, headers } = await client.get('/boxes/a/lines', { accept: 'text/csv' });
    expect([csv, headers.get('content-type')]).toEqual(['a,b\r\n', 'text/csv; charset=utf-8']);
    expect(headers.get('link')).toBe('</boxes/a/lines>; rel="next"');
  });
});

describe('the published contract', () => {
  it('describes parameters, bodies and what the chassis reads', async () => {
    const { client } = await start();
    const { json } = await client.get('/openapi.json');
    expect(json).toMatchObject({
      info: { title: 'sample' },
      components: {
        parameters: { IdempotencyKey: { name: 'Idempotency-Key', in: 'header' } },
        schemas: { Problem: { type: 'object' }, BoxNotFoundProblem: { allOf: expect.any(Array) } },
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      },
      paths: {
        '/boxes': {
          get: {
            operationId: 'listBoxes',
            parameters: expect.arrayContaining([
              expect.objectContaining({
                name: 'limit',
                in: 'query',
                schema: expect.objectContaining({ maximum: 500 }),
              }),
              { $ref: '#/components/parameters/After' },
            ]),
            responses: { 200: { headers: { 'Log-Position': {} } } },
          },
        },
        '/boxes/{boxId}/coins': {
          post: {
            operationId: 'putCoin',
            summary: 'Puts a coin into a box.',
            'x-required-scope': 'sample:write',
            security: [{ bearer: [] }],
            parameters: [
              expect.objectContaining({ name: 'boxId', in: 'path', required: true }),
              { $ref: '#/components/parameters/CorrelationId' },
              { $ref: '#/components/parameters/IdempotencyKey' },
              { $ref: '#/components/parameters/IfMatch' },
            ],
            requestBody: {
              required: true,
              content: {
                'application/json': { schema: { required: ['amount'], additionalProperties: false } },
              },
            },
            responses: {
              201: { headers: { ETag: {}, Location: {}, 'Log-Position': {} } },
              404: { $ref: '#/components/responses/BoxNotFound' },
              412: { $ref: '#/components/responses/PreconditionFailed' },
              429: { $ref: '#/components/responses/TooManyRequests' },
            },
          },
        },
        '/health/live': { get: { operationId: 'isLive' } },
      },
    });
    expect((await client.get('/docs')).text).toContain('swagger-ui');
    expect((await client.get('/docs/swagger-ui-bundle.js')).status).toBe(200);
  });

  it('is where the root leads', async () => {
    const { status, headers } = await (await start()).client.get('/');
    expect({ status, location: headers.get('location') }).toEqual({ status: 302, location: '/docs' });
  });

  it('is not published where it is not wanted', async () => {
    service = await startTestService(sample, { DOCS: 'false' });
    for (const path of ['/', '/docs', '/openapi.json', '/docs/swagger-ui-bundle.js']) {
      expect((await service.client.get(path)).status).toBe(404);
    }
  });

  it('is read by a browser that runs nothing but the page itself', async () => {
    const { client } = await start();
    const policyOf = async (path: string) => (await client.get(path)).headers.get('content-security-policy');
    expect(await policyOf('/docs')).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(await policyOf('/docs/swagger-ui-init.js')).toBe(await policyOf('/docs'));
    expect((await client.get('/docs')).text).not.toMatch(/<script(?![^>]* src=)|\son\w+=/);
    for (const path of ['/boxes/a', '/nowhere', '/openapi.json', '/health/live']) {
      const { headers } = await client.get(path);
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});

describe('shutdown', () => {
  it('gives notice first: it serves as before, is not ready, and closes each connection with its answer', async () => {
    service = await startTestService(sample, { SHUTDOWN_NOTICE_MS: '500' });
    const { client, stop } = service;
    const before = await client.get('/boxes/a');
    const stopped = stop();
    const correlated = { 'x-correlation-id': 'c 1' };
    const [ready, read, written] = await Promise.all([
      client.get('/health/ready', correlated),
      client.get('/boxes/a', correlated),
      client.post('/boxes/a/coins', { amount: '1' }, correlated),
    ]);
    expect(before.headers.get('connection')).toBe('keep-alive');
    expect([ready, read, written].map(({ status, headers }) => [status, headers.get('connection')])).toEqual([
      [503, 'close'],
      [200, 'close'],
      [201, 'close'],
    ]);
    expect(ready.headers.get('x-correlation-id')).toBe('c 1');
    await stopped;
  });

  it('resets no client that keeps its connection and may send on it', async () => {
    service = await startTestService(sample, { SHUTDOWN_NOTICE_MS: '500' });
    const { url, stop } = service;
    const asking = Array.from({ length: 40 }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let answers = 0; ; answers += 1) {
        const response = await new Promise<IncomingMessage>((resolve, reject) => {
          get(`${url}/boxes/a`, { agent }, resolve).once('error', reject);
        });
        await text(response);
        if (response.headers.connection === 'close') return answers;
      }
    });
    await stop();
    expect(await Promise.all(asking)).toHaveLength(40);
  });

  it('ends a connection that brings half a request only when nothing more comes', async () => {
    const { url, stop } = await start();
    const slow = connect(Number(new URL(url).port), '127.0.0.1');
    slow.write('GET /boxes/a HTTP/1.1\r\nHost: localhost\r\n');
    await fetch(`${url}/boxes/a`);
    const stopped = stop();
    slow.write('\r\n');
    expect(await text(slow)).toMatch(/^HTTP\/1\.1 200 .*connection: close/is);
    await stopped;
  });

  it('lets the request in flight finish before leases are released, and takes no new one', async () => {
    const { client, app, stop } = await start();
    const [gate, journal] = [app.get(Gate), app.get(Journal)];
    const inFlight = client.post('/gate');
    await gate.entered.promise;
    const stopped = stop();
    // New ones are refused all the while, longer than connections without a request are let live.
    const until = performance.now() + 200;
    while (performance.now() < until) {
      await expect(
        fetch(`${client.url}/health/live`, { headers: { connection: 'close' } }),
      ).rejects.toThrow();
    }
    expect(journal.lines).toEqual([]);
    gate.opened.resolve(undefined);
    const answer = await inFlight;
    expect([answer.status, answer.headers.get('connection')]).toEqual([201, 'close']);
    await stopped;
    expect(journal.lines).toEqual(['answered', 'leases released']);
  });

  it('does not wait for connections that ask for nothing', async () => {
    const { url, stop } = await start();
    const silent = connect(Number(new URL(url).port), '127.0.0.1');
    await once(silent, 'connect');
    const closed = once(silent, 'close');
    const before = performance.now();
    await stop();
    expect(performance.now() - before).toBeLessThan(3_000);
    await closed;
  });

  it('does not wait for those who wait for a position', async () => {
    const { client, stop } = await start();
    const waiting = client.get('/boxes/a?after=1000&timeout=30000', { 'x-correlation-id': 'c 2' });
    // Answered in order on the server's side: once this one is back, the other is waiting.
    await client.get('/boxes/a');
    await stop();
    expect(problemOf(await waiting)).toMatchObject({ status: 503, code: 'try-again-later' });
    expect((await waiting).headers.get('x-correlation-id')).toBe('c 2');
  });
});
