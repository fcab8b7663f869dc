import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultPaths, problemOf, startTestService, type TestService } from '../src/testing';
import { sample } from './sample-service';
import { z } from 'zod';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(sample);
});
afterAll(() => service.stop());

describe('asking for a position', () => {
  it('is answered once it is reflected, by parameter or header', async () => {
    expect((await service.client.get('/boxes/a?after=100')).position).toBe(100);
    expect((await service.client.get('/boxes/a', { 'min-log-position': '100' })).status).toBe(200);
  });

  it('that is not reached in time is a 504 which says how far it is', async () => {
    expect(problemOf(await service.client.get('/boxes/a?after=101&timeout=0'))).toMatchObject({
      status: 504,
      code: 'not-yet-projected',
      after: 101,
      position: 100,
    });
    const header = { 'min-log-position': '101' };
    expect((await service.client.get('/boxes/a?timeout=1', header)).status).toBe(504);
  });

  it('asks the waiter that the handler names', async () => {
    expect((await service.client.get('/boxes/a/correlation?after=200')).status).toBe(200);
    expect((await service.client.get('/boxes/a/correlation?after=201&timeout=0')).status).toBe(504);
  });

  it.each([
    ['after=-1', 'after'],
    ['after=9007199254740992', 'after'],
    ['after=1&after=1', 'after'],
    ['after=x', 'after'],
    ['timeout=30001', 'timeout'],
    ['timeout=', 'timeout'],
  ])('%s is refused', async (query, path) => {
    expect(faultPaths(await service.client.get(`/boxes/a?${query}`))).toEqual([path]);
  });

  it('by parameter and header at once is refused', async () => {
    expect(faultPaths(await service.client.get('/boxes/a?after=1', { 'min-log-position': '1' }))).toEqual([
      'after',
    ]);
    expect(faultPaths(await service.client.get('/boxes/a', { 'min-log-position': '1e1' }))).toEqual([
      'Min-Log-Position',
    ]);
  });

  it('is nothing that commands or health know', async () => {
    expect(faultPaths(await service.client.put('/boxes/a/open?after=1'))).toEqual(['after']);
    expect(faultPaths(await service.client.get('/health/live?after=1'))).toEqual(['after']);
  });
});

describe('the projections', () => {
  it('are listed, and reflect what the least of their heads reflects', async () => {
    const { json, position } = await service.client.get('/projections');
    expect(json).toMatchObject({
      projections: [
        { name: 'boxes', lag: 10, setAside: 3 },
        { name: 'coins', status: 'waiting' },
      ],
    });
    expect(position).toBe(98);
  });

  it('show which of their keys go no further, page by page, without what a program would see', async () => {
    const { client } = service;
    const first = await client.get('/projections/boxes/set-aside?limit=2');
    expect(first).toMatchObject({ status: 200, position: 90 });
    expect(first.json).toEqual({
      setAside: [7, 9].map((position) => ({
        ...{ position, type: 'BoxOpened', version: 1, since: '1970-01-01T00:00:00.000Z', retrying: false },
        keys: [{ model: 'boxes', key: `box/${position}`, error: 'It is locked.' }],
      })),
      nextCursor: expect.any(String),
    });
    const { nextCursor } = z.object({ nextCursor: z.string() }).parse(first.json);
    const rest = await client.get(`/projections/boxes/set-aside?limit=2&cursor=${nextCursor}`);
    expect(rest.json).toEqual({ setAside: [expect.objectContaining({ position: 30 })] });
    const turned = await client.get('/projections/boxes/set-aside?order=desc&limit=1');
    expect(turned.json).toMatchObject({ setAside: [{ position: 30 }] });
    expect(problemOf(await client.get('/projections/nix/set-aside'))).toMatchObject({
      status: 404,
      code: 'projection-not-found',
    });
  });

  it('fold again what goes no further when that is asked for', async () => {
    const { client } = service;
    const path = '/projections/boxes/set-aside';
    expect(await client.post(`${path}/7/retry`, { reason: 'mended' })).toMatchObject({
      status: 202,
      text: '',
    });
    expect((await client.post(`${path}/7/retry`)).status).toBe(202);
    expect(problemOf(await client.post(`${path}/8/retry`))).toMatchObject({
      status: 404,
      code: 'set-aside-not-found',
      position: 8,
    });
    expect(problemOf(await client.post('/projections/nix/set-aside/7/retry'))).toMatchObject({
      code: 'projection-not-found',
    });
    expect(faultPaths(await client.post(`${path}/7/retry`, { because: 'x' }))).toEqual(['because']);
  });

  it('are filled anew when that is asked for, once at a time', async () => {
    const { client } = service;
    const begun = await client.post('/projections/boxes/rebuild');
    expect(begun).toMatchObject({ status: 202, text: '' });
    const again = await client.post('/projections/boxes/rebuild', undefined, { 'idempotency-key': 'k' });
    expect(again.status).toBe(202);
    expect(problemOf(await client.post('/projections/coins/rebuild'))).toMatchObject({
      status: 409,
      code: 'rebuild-in-progress',
      projection: 'coins',
    });
    expect(problemOf(await client.post('/projections/nix/rebuild'))).toMatchObject({
      status: 404,
      code: 'projection-not-found',
      projection: 'nix',
    });
    expect(faultPaths(await client.post('/projections/boxes/rebuild', { now: true }))).toEqual(['']);
  });
});
