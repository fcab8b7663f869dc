import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { startTestService, type TestService } from '../src/testing';
import { sample } from './sample-service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(sample, { ALLOWED_HOSTS: 'boxes.example.org,boxes' });
});
afterAll(() => service.stop());

type Headers = Readonly<Record<string, string | string[]>>;

/** Sends headers that fetch keeps to itself. @returns the status and the code of a problem */
const send = (method: string, path: string, headers: Headers): Promise<readonly unknown[]> => {
  const outcome = Promise.withResolvers<readonly unknown[]>();
  const { hostname, port } = new URL(service.url);
  const sent = httpRequest({ hostname, port, path, method, headers: { ...headers } }, (response) => {
    const seen = async (): Promise<readonly unknown[]> => {
      if (response.statusCode === undefined || response.statusCode < 400) return [response.statusCode];
      const problem: unknown = await json(response);
      const code: unknown = typeof problem === 'object' && problem !== null && Reflect.get(problem, 'code');
      return [response.statusCode, code];
    };
    seen().then(outcome.resolve, outcome.reject);
  });
  sent.on('error', outcome.reject);
  sent.end();
  return outcome.promise;
};

describe('Host', () => {
  it.each([
    'localhost',
    'LOCALHOST:3001',
    '127.0.0.1',
    '127.9.9.9:80',
    '[::1]:3001',
    '[0:0:0:0:0:0:0:1]',
    'boxes.example.org',
    'Boxes.Example.Org:443',
    'boxes',
  ])('%s is ours', async (host) => {
    expect(await send('GET', '/boxes/a', { host })).toEqual([200]);
  });

  it.each([
    'evil.example.org',
    'localhost.evil.example.org',
    'boxes.example.org.evil',
    '127.0.0.1.evil.example.org',
    'evil@localhost',
    '10.0.0.1',
    '[::2]',
    '2130706433',
    '0x7f000001',
    ':80',
  ])('%j is not', async (host) => {
    for (const path of ['/boxes/a', '/health/ready', '/openapi.json', '/nowhere']) {
      expect(await send('GET', path, { host })).toEqual([421, 'misdirected-request']);
    }
  });

  it('of an absolute target counts, and not the header beside it', async () => {
    expect(await send('GET', 'http://evil.example.org/boxes/a', { host: 'localhost' })).toEqual([
      421,
      'misdirected-request',
    ]);
    expect(await send('GET', 'http://localhost/boxes/a', { host: 'evil.example.org' })).toEqual([200]);
  });

  it('is given once', async () => {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    socket.end('GET /boxes/a HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1.1 400 /);
  });

  it('may be left out where HTTP/1.0 is spoken', async () => {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    socket.end('GET /health/live HTTP/1.0\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200 /);
  });
});

describe('a page in a browser', () => {
  const host = 'localhost:3001';
  const rebuild = (headers: Headers) => send('POST', '/projections/boxes/rebuild', { host, ...headers });

  it.each<Headers>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': ['none', 'none'] },
    { 'sec-fetch-site': '' },
    { origin: 'http://evil.example.org' },
    { origin: 'http://localhost:8080' },
    { origin: 'null' },
  ])('of another site may not write: %j', async (headers) => {
    expect(await rebuild(headers)).toEqual([403, 'forbidden']);
    expect(await send('PUT', '/boxes/a/open', { host, ...headers })).toEqual([403, 'forbidden']);
    expect(await send('DELETE', '/boxes/a', { host, ...headers })).toEqual([403, 'forbidden']);
  });

  it.each<Headers>([
    { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3001' },
    { 'sec-fetch-site': 'none' },
    { origin: 'http://localhost:3001' },
    {},
  ])('of the service, or none at all, may: %j', async (headers) => {
    expect(await rebuild(headers)).toEqual([202]);
  });

  it('may lead to what is read', async () => {
    expect(await send('GET', '/boxes/a', { host, 'sec-fetch-site': 'cross-site' })).toEqual([200]);
  });
});

describe('a body', () => {
  it.each(['POST', 'PUT'])('of a %s needs its media type', async (method) => {
    const raw = Uint8Array.from(Buffer.from('{}'));
    const path = method === 'POST' ? '/projections/boxes/rebuild' : '/boxes/a/open';
    const answer = await fetch(`${service.url}${path}`, { method, body: raw });
    expect(answer.status).toBe(415);
  });
});
