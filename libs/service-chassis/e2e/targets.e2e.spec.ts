import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { startTestService, type TestService } from '../src/testing';
import { sample } from './sample-service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(sample);
});
afterAll(() => service.stop());

interface Sent {
  readonly status: number | undefined;
  readonly body: unknown;
}

/** Sends a target as it is, which fetch would tidy up. */
const send = (method: string, target: string): Promise<Sent> => {
  const outcome = Promise.withResolvers<Sent>();
  const { hostname, port } = new URL(service.url);
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'k', 'x-correlation-id': 'c' };
  const sent = httpRequest({ hostname, port, path: target, method, headers }, (response) => {
    text(response)
      .then((body): Sent => ({ status: response.statusCode, body: JSON.parse(body) }))
      .then(outcome.resolve, outcome.reject);
  });
  sent.on('error', outcome.reject);
  sent.end(method === 'POST' ? '{"amount":"1"}' : undefined);
  return outcome.promise;
};

const deposit = (target: string) => send('POST', target);

describe('a target', () => {
  it.each([
    '/boxes/%61/coins',
    '/%62oxes/a/%63oins',
    '/boxes/a/coins?',
    'http://SERVICE/boxes/a/coins',
    'HTTP://localhost/boxes/a/coins',
    'http://LOCALHOST:80/boxes/%61/coins',
    'https://127.0.0.1/boxes/a/coins',
  ])('spelled %s is the same command under the same key', async (target) => {
    const plain = await deposit('/boxes/a/coins');
    const spelled = await deposit(target.replace('SERVICE', new URL(service.url).host));
    expect(spelled).toEqual(plain);
    expect(plain).toMatchObject({ status: 201, body: { command: { id: expect.any(String) } } });
  });

  it.each([
    ['/boxes/a/coins#', 400],
    ['/boxes/a/coins#x', 400],
    ['/boxes/a/coins?#', 400],
    ['http://user@localhost/boxes/a/coins', 400],
    ['http://user:secret@localhost/boxes/a/coins', 400],
    ['http://localhost/boxes/a/coins#', 400],
    ['boxes/a/coins', 400],
    ['ftp://localhost/boxes/a/coins', 404],
    ['/boxes/./a/coins', 404],
    ['/boxes/b/../a/coins', 404],
    ['/boxes/%2e/a/coins', 404],
    ['//boxes/a/coins', 404],
    ['/boxes//a/coins', 404],
    ['/boxes/a/coins/', 404],
    ['/BOXES/a/coins', 404],
    ['/boxes/a/coins;x', 404],
    ['http://localhost', 405],
    ['http://localhost?x=1', 405],
    ['*', 404],
  ])('spelled %s reaches no command: %i', async (target, status) => {
    expect(await deposit(target)).toMatchObject({
      status,
      body: { status, type: expect.stringMatching(/^urn/) },
    });
  });

  it('is the same list to a cursor, however it is spelled', async () => {
    const { body } = await send('GET', '/boxes?limit=2');
    const { nextCursor } = { nextCursor: '', ...(typeof body === 'object' ? body : {}) };
    for (const list of ['/boxes', '/%62oxes', 'http://localhost/boxes', 'HTTP://LOCALHOST/boxes']) {
      const next = await send('GET', `${list}?limit=2&cursor=${nextCursor}`);
      expect(next).toMatchObject({ status: 200, body: { positions: [3, 4] } });
    }
  });
});
