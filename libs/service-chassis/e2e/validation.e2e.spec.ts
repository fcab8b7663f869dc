import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultPaths, problemOf, startTestService, type TestService } from '../src/testing';
import { sample } from './sample-service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(sample);
});
afterAll(() => service.stop());

const faultsOfGet = async (path: string, headers = {}) => faultPaths(await service.client.get(path, headers));
const faultsOfBody = async (raw: string) =>
  faultPaths(await service.client.request('POST', '/boxes/a/coins', { raw }));

describe('the form of a request', () => {
  it('every fault of params, query, headers and body is told at once', async () => {
    const answer = await service.client.request('POST', '/boxes/-a/coins?x=1&x=2&y=3', {
      body: { amount: 12, description: 'a\u0000', detail: { z: 1 }, w: 1 },
      headers: { 'idempotency-key': 'a b', 'if-match': '17' },
    });
    expect(faultPaths(answer)).toEqual(
      [
        'Idempotency-Key',
        'If-Match',
        'amount',
        'boxId',
        'description',
        'detail.note',
        'detail.z',
        'w',
        'x',
        'y',
      ].sort(),
    );
    expect(problemOf(answer)).toMatchObject({ status: 400, code: 'validation-failed' });
  });

  it.each([
    ['{"amount":"1","__proto__":{"a":1}}', '__proto__'],
    ['{"amount":"1","constructor":{"prototype":{}}}', 'constructor'],
    ['{"amount":"1","detail":{"note":"x","__proto__":null}}', 'detail.__proto__'],
    ['{"amount":"1","toString":1}', 'toString'],
    ['{"amount":"1","":1}', ''],
    ['{"amount":"1","description":"\\ud800"}', 'description'],
    ['{"amount":"1","detail":{"note":"a\\udc00"}}', 'detail.note'],
    ['{"amount":"1","\\ud800":1}', '\ufffd'],
    ['[]', ''],
    ['null', ''],
    ['"amount"', ''],
    ['7', ''],
    ['{}', 'amount'],
    ['{"amount":null}', 'amount'],
    ['{"amount":["1"]}', 'amount'],
    ['{"amount":1e400}', 'amount'],
  ])('the body %s has its fault at %j', async (raw, path) => {
    expect(await faultsOfBody(raw)).toEqual([path]);
  });

  it('of a member given twice the last counts', async () => {
    const answer = await service.client.request('POST', '/boxes/a/coins', {
      raw: '{"amount":1,"amount":"2"}',
    });
    expect(answer.json).toMatchObject({ amount: '2' });
  });

  it('30,000 brackets are refused, and do no harm', async () => {
    const deep = `{"amount":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    expect(await faultsOfBody(deep)).toEqual(['amount']);
  });

  it.each(['%00', 'a%0a', 'a%2fb', '.a', 'a'.repeat(65), 'a'.repeat(5000), '%C3%A4', 'a%20'])(
    'the id %s is a fault of the path',
    async (id) => {
      expect(await faultsOfGet(`/boxes/${id}`)).toEqual(['boxId']);
    },
  );

  it('a single parameter is validated too', async () => {
    expect(faultPaths(await service.client.delete('/boxes/-a'))).toEqual(['boxId']);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=501', 'limit'],
    ['limit=1e2', 'limit'],
    ['limit=01', 'limit'],
    ['limit=+1', 'limit'],
    ['limit=%201', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1.0', 'limit'],
    ['limit=', 'limit'],
    ['limit', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['limit=1&limit=1', 'limit'],
    ['order=up', 'order'],
    ['unread=yes', 'unread'],
    ['owner=%ff', 'owner'],
    ['nix=1', 'nix'],
    ['__proto__=1', '__proto__'],
    ['constructor=1', 'constructor'],
    ['limit[]=1', 'limit[]'],
    ['=1', ''],
  ])('the query %s has its fault at %j', async (query, path) => {
    expect(await faultsOfGet(`/boxes?${query}`)).toEqual([path]);
  });

  it('a route that takes no query refuses any', async () => {
    expect(faultPaths(await service.client.put('/boxes/a/open?x=1'))).toEqual(['x']);
    expect(await faultsOfGet('/health/live?x=1')).toEqual(['x']);
  });

  it('a route that takes no body accepts none, or an empty object', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await service.client.put('/boxes/a/open')).status).toBe(204);
    expect((await service.client.put('/boxes/a/open', undefined, json)).status).toBe(204);
    expect((await service.client.put('/boxes/a/open', {})).status).toBe(204);
    expect(faultPaths(await service.client.put('/boxes/a/open', { x: 1 }))).toEqual(['']);
    expect(faultPaths(await service.client.put('/boxes/a/open', 7))).toEqual(['']);
  });

  it('a plus in a query is a plus, so that zones need no escape', async () => {
    const { json } = await service.client.get('/boxes/a?at=2026-01-31T12:00:00.5+02:00');
    expect(json).toMatchObject({ at: '2026-01-31T10:00:00.500Z' });
    expect(await faultsOfGet('/boxes/a?at=2026-02-30T12:00:00Z')).toEqual(['at']);
  });
});
