import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { METHODS } from 'node:http';
import { answersToOtherMethods, problemOf, startTestService, type TestService } from '../src/testing';
import { sample } from './sample-service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(sample);
});
afterAll(() => service.stop());

const get = async (path: string) => problemOf(await service.client.get(path));
const post = async (raw: string | Uint8Array<ArrayBuffer>, headers = {}) =>
  problemOf(await service.client.request('POST', '/boxes/a/coins', { raw, headers }));

describe('whatever is thrown becomes a problem', () => {
  it('a refusal has the status of the table, its sentence and its facts', async () => {
    expect(await get('/boxes/gone')).toEqual({
      type: 'urn:problem:box-not-found',
      title: 'Box not found',
      status: 404,
      detail: 'There is no box gone.',
      instance: '/boxes/gone',
      code: 'box-not-found',
      boxId: 'gone',
      errors: [],
    });
  });

  it('a refusal that nobody listed is a defect', async () => {
    expect(await get('/boxes/unlisted')).toMatchObject({ status: 500, code: 'internal-error' });
  });

  it('a fault that only the domain sees is a failed validation', async () => {
    expect(await get('/boxes/fine')).toMatchObject({
      status: 400,
      code: 'validation-failed',
      errors: [{ path: 'amount', message: 'has too many digits' }],
    });
  });

  it.each([
    ['unknown', 503, 'outcome-unknown'],
    ['busy', 503, 'try-again-later'],
    ['away', 503, 'try-again-later'],
    ['network', 503, 'try-again-later'],
    ['reused', 422, 'idempotency-key-reused'],
  ])('the store says %s: %i %s', async (boxId, status, code) => {
    expect(await get(`/boxes/${boxId}`)).toMatchObject({ status, code });
  });

  it('says when to try again', async () => {
    expect((await service.client.get('/boxes/busy')).headers.get('retry-after')).toBe('1');
    expect((await service.client.get('/boxes/unknown')).headers.get('retry-after')).toBeNull();
  });

  it('a database that is away while something is written is not called harmless', async () => {
    expect(problemOf(await service.client.delete('/boxes/network'))).toMatchObject({
      status: 503,
      code: 'outcome-unknown',
    });
  });

  it('a defect tells nothing of the inside', async () => {
    const answer = await service.client.get('/boxes/defect');
    expect(problemOf(answer)).toMatchObject({
      status: 500,
      code: 'internal-error',
      instance: '/boxes/defect',
    });
    expect(answer.text).not.toMatch(/secret|mongodb|TypeError|\.ts/);
  });

  it('something thrown that is no error is a defect too', async () => {
    expect(await get('/boxes/nothing')).toMatchObject({ status: 500, code: 'internal-error' });
  });
});

describe('paths and methods', () => {
  it.each(['/nix', '/boxes/a/', '/boxes//coins', '/boxes/a/coins/b', '/constructor', '/__proto__'])(
    'there is nothing at %s',
    async (path) => {
      expect(await get(path)).toMatchObject({ status: 404, code: 'route-not-found', instance: path });
    },
  );

  it('a path says what it has to every method of HTTP that it does not have', async () => {
    const samples = ['DELETE', 'GET'].map((method) => ({
      route: `${method} /boxes/:boxId`,
      path: '/boxes/a?x=1',
    }));
    const others = METHODS.filter((method) => !['DELETE', 'GET', 'HEAD'].includes(method));
    expect(others).toEqual(expect.arrayContaining(['CONNECT', 'QUERY', 'TRACE']));
    expect(await answersToOtherMethods(service.url, samples, others)).toEqual([]);
    expect(problemOf(await service.client.request('QUERY', '/boxes/a?x=1')).instance).toBe('/boxes/a');
  });

  it('so do health, the contract and the page about it', async () => {
    const samples = ['/', '/docs', '/openapi.json', '/health/live', '/health/ready'].map((path) => ({
      route: `GET ${path}`,
      path,
    }));
    expect(await answersToOtherMethods(service.url, samples)).toEqual([]);
  });

  it('a path that is none is none to every method', async () => {
    expect(
      await answersToOtherMethods(service.url, [{ route: 'GET /nix', path: '/nix' }], ['CONNECT', 'TRACE']),
    ).toEqual(['CONNECT /nix: 404 route-not-found, Allow: ', 'TRACE /nix: 404 route-not-found, Allow: ']);
  });

  it.each([
    ['PUT', '/boxes/a', 405],
    ['QUERY', '/boxes/a', 405],
    ['PROPFIND', '/boxes/a', 405],
    ['POST', '/nowhere', 404],
  ])('a body that cannot be read changes nothing of it: %s %s', async (method, path, status) => {
    expect((await service.client.request(method, path, { raw: '{' })).status).toBe(status);
    const headers = { 'content-type': 'text/plain' };
    expect((await service.client.request(method, path, { raw: 'x', headers })).status).toBe(status);
  });

  it('HEAD is GET without a body, errors included', async () => {
    const found = await service.client.request('HEAD', '/boxes/a?after=7');
    expect([found.status, found.text, found.position, found.headers.get('etag')]).toEqual([
      200,
      '',
      100,
      '"17"',
    ]);
    expect((await service.client.request('HEAD', '/boxes/gone')).status).toBe(404);
    expect((await service.client.request('HEAD', '/boxes/a/coins')).status).toBe(405);
  });

  it.each(['/boxes/%zz', '/boxes/%ff', '/boxes/%'])(
    'escapes that are none, %s, are a fault',
    async (path) => {
      expect(await get(path)).toMatchObject({ status: 400, code: 'validation-failed' });
    },
  );
});

describe('bodies', () => {
  it.each(['{"amount":', 'amount', '{"amount":"1"}x', '\u0000', ' ', "{'amount':1}", '{"a":01}'])(
    '%j is not JSON',
    async (raw) => {
      expect(await post(raw)).toMatchObject({ status: 400, code: 'malformed-json' });
    },
  );

  it('what is not UTF-8 is not JSON', async () => {
    const raw = Uint8Array.from([
      ...Buffer.from('{"amount":"1","description":"'),
      0xff,
      ...Buffer.from('"}'),
    ]);
    expect(await post(raw)).toMatchObject({ status: 400, code: 'malformed-json' });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'nonsense',
    '',
  ])('the media type %j is not understood', async (type) => {
    expect(await post('{"amount":"1"}', { 'content-type': type })).toMatchObject({
      status: 415,
      code: 'unsupported-media-type',
    });
  });

  it('a compressed body is not understood', async () => {
    expect(await post('{"amount":"1"}', { 'content-encoding': 'gzip' })).toMatchObject({ status: 415 });
  });

  it('a charset beside the media type is fine', async () => {
    const headers = { 'content-type': 'Application/JSON; charset=UTF-8' };
    const request = { raw: '{"amount":"1"}', headers };
    expect((await service.client.request('POST', '/boxes/a/coins', request)).status).toBe(201);
  });

  it('64 KiB are read, one byte more is too much', async () => {
    const sized = (bytes: number): string => `{"amount":"1","x":"${'a'.repeat(bytes - 21)}"}`;
    expect(await post(sized(64 * 1024))).toMatchObject({ status: 400, errors: [{ path: 'x' }] });
    expect(await post(sized(64 * 1024 + 1))).toMatchObject({ status: 413, code: 'payload-too-large' });
  });

  it('a body of a GET is ignored', async () => {
    const { status } = await service.client.request('HEAD', '/boxes/a', {
      headers: { 'content-type': 'x/y' },
    });
    expect(status).toBe(200);
  });
});
